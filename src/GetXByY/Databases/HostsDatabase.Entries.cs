using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Message;
using GetXByY.Lookups;

namespace GetXByY.Databases;

// Answers become entries.
internal sealed partial class HostsDatabase
{
    private object ToFound(int cell, AnswerData first, AnswerData? second, uint ttl) =>
        cells[cell].Kind == LookupKind.HostByName && !first.IsKept && second is not { IsKept: true } && sink.WantsAddresses(cell)
            ? AddressesOf(first, second)
            : ToEntry(cell, first, second, ttl);

    // IPv4 before IPv6, as in an entry.
    private static IPAddress[] AddressesOf(AnswerData first, AnswerData? second)
    {
        if (second is { Family: AddressFamily.InterNetwork })
            (first, second) = (second, first);
        var addresses = new IPAddress[first.Count + (second?.Count ?? 0)];
        first.WriteAddresses(addresses);
        second?.WriteAddresses(addresses.AsSpan(first.Count));
        return addresses;
    }

    // Of answers that are kept the entry is kept, too: then a look-up that finds them makes nothing new.
    private HostEntry ToEntry(int cell, AnswerData first, AnswerData? second, uint ttl)
    {
        if (cells[cell].Kind == LookupKind.HostByAddress || !first.IsKept || second is { IsKept: false }
            || IsScoped(first) || (second is not null && IsScoped(second)))
            return Make(cell, first, second, ttl, null);
        if (first.Made is MadeEntry made && made.Ttl == ttl && ReferenceEquals(made.Second, second))
            return made.Entry;
        HostEntry entry = Make(cell, first, second, ttl, new KeptOrder());
        first.Made = new MadeEntry(second, ttl, entry);
        return entry;
    }

    private HostEntry Make(int cell, AnswerData first, AnswerData? second, uint ttl, KeptOrder? order)
    {
        var time = TimeSpan.FromSeconds(ttl);
        if (cells[cell].Kind == LookupKind.HostByAddress)
        {
            return new HostEntry(first.PointerNames[0], [.. first.PointerNames.Skip(1)], [Address(cell)])
            {
                TimeToLive = time,
            };
        }
        if (second is null)
            return new HostEntry(first.CanonicalName, first.Aliases, Own(first)) { TimeToLive = time, Order = order };
        IReadOnlyList<string> aliases = second.Aliases.Count == 0 ? first.Aliases
            : [.. first.Aliases.Union(second.Aliases, StringComparer.OrdinalIgnoreCase)];
        (AnswerData ipv4, AnswerData ipv6) = first.Addresses[0].AddressFamily == AddressFamily.InterNetwork
            ? (first, second)
            : (second, first);
        return new HostEntry(first.CanonicalName, aliases, Join(ipv4.Addresses, Own(ipv6)))
        {
            TimeToLive = time,
            Order = order,
        };
    }

    private static IPAddress[] Join(IReadOnlyList<IPAddress> ipv4, IReadOnlyList<IPAddress> ipv6)
    {
        var both = new IPAddress[ipv4.Count + ipv6.Count];
        for (int i = 0; i < both.Length; i++)
            both[i] = i < ipv4.Count ? ipv4[i] : ipv6[i - ipv4.Count];
        return both;
    }

    // Of an address of one link callers set the scope: where answers are shared each has its own.
    private static IReadOnlyList<IPAddress> Own(AnswerData answer) => IsScoped(answer)
        ? [.. answer.Addresses.Select(static a => new IPAddress(a.GetAddressBytes()))]
        : answer.Addresses;

    private static bool IsScoped(AnswerData answer)
    {
        for (int i = 0; i < answer.Addresses.Count; i++)
        {
            if (answer.Addresses[i].IsIPv6LinkLocal)
                return true;
        }
        return false;
    }
}
