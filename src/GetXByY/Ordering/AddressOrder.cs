using System.Net;
using GetXByY.Configuration;
using GetXByY.Lookups;

namespace GetXByY.Ordering;

/// <summary>Puts the addresses of hosts in the order in which they should be tried (RFC 6724 section 6).</summary>
/// <remarks>May be used from any thread, but what arranges not from the engine's, except for
/// <see cref="ArrangeKnown"/>: where an order is to be found the system is asked, which takes microseconds for each address.</remarks>
internal sealed class AddressOrder(SourceAddresses sources)
{
    // So long what is known of the machine's own addresses counts, of its way to a network, and the order of an entry that is
    // kept, in milliseconds.
    private const uint Lifetime = 1000;

    // A network is not larger, so that what lies within this prefix is reached the same way.
    private const int NetworkBits = 64;
    private const int NetworkBitsIpv4 = PrefixRule.MappedBits + 24;

    // For so many addresses nothing is allocated.
    private const int Few = 16;

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
            return Find(entry, policy, now, mayAsk: true)!;
        if (Atomic.Read(ref order.Found) is FoundOrder found && found.Policy == policy && now - found.FoundAt < Lifetime)
            return found.Entry;
        HostEntry arranged = Find(entry, policy, now, mayAsk: true)!;
        Atomic.Write(ref order.Found, new FoundOrder(arranged, policy, now));
        return arranged;
    }

    /// <summary>The same where the system need not be asked, because it told of these networks within the last second.</summary>
    /// <returns>Null when it must be asked, or the order is one that is kept: <see cref="Arrange(HostEntry, PolicyTable, uint)"/> is
    /// to find it.</returns>
    internal HostEntry? ArrangeKnown(HostEntry entry, PolicyTable policy, uint now) =>
        entry.Order is null ? Find(entry, policy, now, mayAsk: false) : null;

    /// <summary>Puts addresses in order, in their array.</summary>
    internal void Arrange(IPAddress[] addresses, PolicyTable policy, uint now)
    {
        if (addresses.Length < 2)
            return;
        Span<Destination> destinations = RoomFor(addresses.Length, stackalloc Destination[Few]);
        if (Sort(addresses, destinations, policy, now, mayAsk: true) == true)
            Moved(addresses, destinations).CopyTo(addresses, 0);
    }

    // Null when the system would have to be asked, and may not be.
    private HostEntry? Find(HostEntry entry, PolicyTable policy, uint now, bool mayAsk)
    {
        Span<Destination> destinations = RoomFor(entry.Addresses.Count, stackalloc Destination[Few]);
        return Sort(entry.Addresses, destinations, policy, now, mayAsk) switch
        {
            null => mayAsk ? entry : null,
            false => entry,
            true => new HostEntry(entry.Name, entry.Aliases, Moved(entry.Addresses, destinations))
            {
                TimeToLive = entry.TimeToLive,
                Order = entry.Order,
            },
        };
    }

    private static Span<T> RoomFor<T>(int count, Span<T> few) => count > few.Length ? new T[count] : few[..count];

    // Whether that changes anything; null when the system has not told what must be known.
    private bool? Sort(
        IReadOnlyList<IPAddress> addresses, Span<Destination> destinations, PolicyTable policy, uint now, bool mayAsk)
    {
        if (Local(now, mayAsk) is not { } local)
            return null;
        Span<UInt128> numbers = RoomFor(addresses.Count, stackalloc UInt128[Few]);
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = PrefixRule.NumberOf(addresses[i]);
        if (AreInOneNetwork(numbers, local))
            return false;
        Span<UInt128> from = RoomFor(addresses.Count, stackalloc UInt128[Few]);
        if (!TryFindSources(addresses, numbers, from, local, now, mayAsk))
            return null;
        for (int i = 0; i < destinations.Length; i++)
            destinations[i] = new Destination(i, numbers[i], from[i] == 0 ? null : LocalOf(from[i], local), policy);
        DestinationOrder.Sort(destinations);
        return IsMoved(destinations);
    }

    private static bool IsMoved(ReadOnlySpan<Destination> destinations)
    {
        for (int i = 0; i < destinations.Length; i++)
        {
            if (destinations[i].Index != i)
                return true;
        }
        return false;
    }

    private static IPAddress[] Moved(IReadOnlyList<IPAddress> addresses, ReadOnlySpan<Destination> destinations)
    {
        var moved = new IPAddress[destinations.Length];
        for (int i = 0; i < moved.Length; i++)
            moved[i] = addresses[destinations[i].Index];
        return moved;
    }

    // The system is asked for those alone of whose networks nothing is known.
    private bool TryFindSources(
        IReadOnlyList<IPAddress> addresses, ReadOnlySpan<UInt128> numbers, Span<UInt128> from, LocalAddress[] local, uint now,
        bool mayAsk)
    {
        List<int>? unknown = null;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (_known.TryGet(NetworkOf(numbers[i]), now, Lifetime, out from[i]))
                continue;
            if (!mayAsk)
                return false;
            (unknown ??= []).Add(i);
        }
        if (unknown is null)
            return true;
        var found = new UInt128[unknown.Count];
        if (!sources.TryFind([.. unknown.Select(i => addresses[i])], found))
            return false;
        for (int i = 0; i < found.Length; i++)
        {
            UInt128 number = numbers[unknown[i]];
            from[unknown[i]] = found[i];
            // Of addresses of one link the scope counts, too.
            if (!IsOwnNetwork(number, local) && !addresses[unknown[i]].IsIPv6LinkLocal)
                _known.Note(NetworkOf(number), found[i], now);
        }
        return true;
    }

    // Then all are sent to from one source and none is nearer, unless the machine is in that network itself.
    private static bool AreInOneNetwork(ReadOnlySpan<UInt128> numbers, LocalAddress[] local)
    {
        foreach (UInt128 number in numbers)
        {
            if (NetworkOf(number) != NetworkOf(numbers[0]))
                return false;
        }
        return !IsOwnNetwork(numbers[0], local);
    }

    private static bool IsOwnNetwork(UInt128 number, LocalAddress[] local)
    {
        UInt128 network = NetworkOf(number);
        foreach (LocalAddress own in local)
        {
            if (NetworkOf(own.Number) == network)
                return true;
        }
        return false;
    }

    private static UInt128 NetworkOf(UInt128 number) =>
        number & (UInt128.MaxValue << (128 - (PolicyTable.IsIpv4(number) ? NetworkBitsIpv4 : NetworkBits)));

    // An address that came since the machine's own were read is like most.
    private static LocalAddress LocalOf(UInt128 source, LocalAddress[] local)
    {
        foreach (LocalAddress own in local)
        {
            if (own.Number == source)
                return own;
        }
        return new LocalAddress(source, PolicyTable.IsIpv4(source) ? 32 : NetworkBits);
    }

    // Two threads that find it outdated both read: that does no harm, and neither waits.
    private LocalAddress[]? Local(uint now, bool mayAsk)
    {
        Snapshot? seen = Atomic.Read(ref _local);
        if (seen is not null && now - seen.ReadAt < Lifetime)
            return seen.Addresses;
        if (!mayAsk)
            return null;
        var read = new Snapshot(sources.ReadLocal(), now);
        Atomic.Write(ref _local, read);
        return read.Addresses;
    }

    private sealed record Snapshot(LocalAddress[] Addresses, uint ReadAt);
}
