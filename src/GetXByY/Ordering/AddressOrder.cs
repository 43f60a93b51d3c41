using System.Net;
using GetXByY.Configuration;
using GetXByY.Lookups;

namespace GetXByY.Ordering;

/// <summary>Puts the addresses of hosts in the order in which they should be tried (RFC 6724 section 6).</summary>
/// <remarks>May be used from any thread but the engine's: where an order is to be found the system is asked, which takes
/// microseconds for each address.</remarks>
internal sealed class AddressOrder(SourceAddresses sources)
{
    // So long what is known of the machine's own addresses counts, of its way to a network, and the order of an entry that is
    // kept, in milliseconds.
    private const uint Lifetime = 1000;

    // A network is not larger, so that what lies within this prefix is reached the same way.
    private const int NetworkBits = 64;
    private const int NetworkBitsIpv4 = PrefixRule.MappedBits + 24;

    private readonly KnownSources _known = new();

    private Snapshot? _local;

    /// <summary>Puts a host's addresses in order.</summary>
    /// <param name="entry">The host.</param>
    /// <param name="policy">What is preferred to what.</param>
    /// <param name="now">The engine's time.</param>
    /// <returns>The same entry, if its order is right.</returns>
    internal HostEntry Arrange(HostEntry entry, PolicyTable policy, uint now)
    {
        if (entry.Addresses.Count < 2)
            return entry;
        if (entry.Order is not { } order)
            return Find(entry, policy, now);
        if (Atomic.Read(ref order.Found) is FoundOrder found && found.Policy == policy && now - found.FoundAt < Lifetime)
            return found.Entry;
        HostEntry arranged = Find(entry, policy, now);
        Atomic.Write(ref order.Found, new FoundOrder(arranged, policy, now));
        return arranged;
    }

    /// <summary>Puts addresses in order, in their array.</summary>
    internal void Arrange(IPAddress[] addresses, PolicyTable policy, uint now)
    {
        if (addresses.Length > 1)
            TryArrange(addresses, policy, now);
    }

    private HostEntry Find(HostEntry entry, PolicyTable policy, uint now)
    {
        IPAddress[] addresses = [.. entry.Addresses];
        return TryArrange(addresses, policy, now)
            ? new HostEntry(entry.Name, entry.Aliases, addresses) { TimeToLive = entry.TimeToLive, Order = entry.Order }
            : entry;
    }

    // False when that would change nothing.
    private bool TryArrange(IPAddress[] addresses, PolicyTable policy, uint now)
    {
        var numbers = new UInt128[addresses.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = PrefixRule.NumberOf(addresses[i]);
        if (AreInOneNetwork(numbers, now))
            return false;
        var from = new UInt128[addresses.Length];
        if (!TryFindSources(addresses, numbers, from, now))
            return false;
        var destinations = new Destination[addresses.Length];
        for (int i = 0; i < destinations.Length; i++)
            destinations[i] = new Destination(i, numbers[i], from[i] == 0 ? null : LocalOf(from[i], now), policy);
        DestinationOrder.Sort(destinations);
        return TryMove(addresses, destinations);
    }

    private static bool TryMove(IPAddress[] addresses, Destination[] destinations)
    {
        bool moved = false;
        var before = (IPAddress[])addresses.Clone();
        for (int i = 0; i < addresses.Length; i++)
        {
            moved |= destinations[i].Index != i;
            addresses[i] = before[destinations[i].Index];
        }
        return moved;
    }

    // The system is asked for those alone of whose networks nothing is known.
    private bool TryFindSources(IPAddress[] addresses, UInt128[] numbers, UInt128[] from, uint now)
    {
        List<int> unknown = [];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!_known.TryGet(NetworkOf(numbers[i]), now, Lifetime, out from[i]))
                unknown.Add(i);
        }
        if (unknown.Count == 0)
            return true;
        var found = new UInt128[unknown.Count];
        if (!sources.TryFind([.. unknown.Select(i => addresses[i])], found))
            return false;
        for (int i = 0; i < found.Length; i++)
        {
            UInt128 number = numbers[unknown[i]];
            from[unknown[i]] = found[i];
            // Of addresses of one link the scope counts, too.
            if (!IsOwnNetwork(number, now) && !addresses[unknown[i]].IsIPv6LinkLocal)
                _known.Note(NetworkOf(number), found[i], now);
        }
        return true;
    }

    // Then all are sent to from one source and none is nearer, unless the machine is in that network itself.
    private bool AreInOneNetwork(UInt128[] numbers, uint now)
    {
        foreach (UInt128 number in numbers)
        {
            if (NetworkOf(number) != NetworkOf(numbers[0]))
                return false;
        }
        return !IsOwnNetwork(numbers[0], now);
    }

    private bool IsOwnNetwork(UInt128 number, uint now)
    {
        UInt128 network = NetworkOf(number);
        return Array.Exists(Local(now), local => NetworkOf(local.Number) == network);
    }

    private static UInt128 NetworkOf(UInt128 number) =>
        number & (UInt128.MaxValue << (128 - (PolicyTable.IsIpv4(number) ? NetworkBitsIpv4 : NetworkBits)));

    // An address that came since the machine's own were read is like most.
    private LocalAddress LocalOf(UInt128 source, uint now)
    {
        foreach (LocalAddress local in Local(now))
        {
            if (local.Number == source)
                return local;
        }
        return new LocalAddress(source, PolicyTable.IsIpv4(source) ? 32 : NetworkBits);
    }

    // Two threads that find it outdated both read: that does no harm, and neither waits.
    private LocalAddress[] Local(uint now)
    {
        Snapshot? seen = Atomic.Read(ref _local);
        if (seen is not null && now - seen.ReadAt < Lifetime)
            return seen.Addresses;
        var read = new Snapshot(sources.ReadLocal(), now);
        Atomic.Write(ref _local, read);
        return read.Addresses;
    }

    private sealed record Snapshot(LocalAddress[] Addresses, uint ReadAt);
}
