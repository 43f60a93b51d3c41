using System.Net;
using System.Net.Sockets;
using GetXByY.Databases;

namespace GetXByY.Winsock;

/// <summary>Which families of addresses are asked for, and which of the addresses found are given.</summary>
internal readonly struct FamilyChoice
{
    private readonly AddressInfoHints _hints;

    /// <param name="hints">The hints, checked.</param>
    /// <param name="hasIpv4">Whether this machine has an IPv4 address beyond loopback.</param>
    /// <param name="hasIpv6">The same for IPv6; link-local ones do not count.</param>
    internal FamilyChoice(in AddressInfoHints hints, bool hasIpv4, bool hasIpv6)
    {
        _hints = hints;
        // A machine without any network may still ask for itself.
        bool isLimited = hints.Has(WinSock.AI_ADDRCONFIG) && (hasIpv4 || hasIpv6);
        AsksIpv4 = (hints.Family != WinSock.AF_INET6 || IsMapped) && (hasIpv4 || !isLimited);
        AsksIpv6 = hints.Family != WinSock.AF_INET && (hasIpv6 || !isLimited);
    }

    internal bool AsksIpv4 { get; }

    internal bool AsksIpv6 { get; }

    /// <summary>What to ask the engine for, if for any.</summary>
    internal AddressFamily Asked => !AsksIpv4 ? AddressFamily.InterNetworkV6
        : AsksIpv6 ? AddressFamily.Unspecified : AddressFamily.InterNetwork;

    private bool IsMapped => _hints.Family == WinSock.AF_INET6 && _hints.Has(WinSock.AI_V4MAPPED);

    /// <summary>Makes the choice, with a look at this machine's addresses if the hints want that.</summary>
    internal static FamilyChoice Make(in AddressInfoHints hints)
    {
        bool hasIpv4 = false;
        bool hasIpv6 = false;
        if (hints.Has(WinSock.AI_ADDRCONFIG))
        {
            foreach (IPAddress address in OwnAddresses.ReadInterfaces())
            {
                hasIpv4 |= address.AddressFamily == AddressFamily.InterNetwork;
                hasIpv6 |= address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv6LinkLocal;
            }
        }
        return new FamilyChoice(hints, hasIpv4, hasIpv6);
    }

    /// <summary>Takes the addresses that the hints want, IPv4 ones mapped into IPv6 where they want that.</summary>
    internal List<IPAddress> Select(IReadOnlyList<IPAddress> addresses)
    {
        AddressFamily wanted = _hints.Family switch
        {
            WinSock.AF_INET => AddressFamily.InterNetwork,
            WinSock.AF_INET6 => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unspecified,
        };
        var selected = new List<IPAddress>();
        foreach (IPAddress address in addresses)
        {
            if (wanted == AddressFamily.Unspecified || address.AddressFamily == wanted)
            {
                selected.Add(address);
            }
        }
        if (IsMapped && (selected.Count == 0 || _hints.Has(WinSock.AI_ALL)))
        {
            foreach (IPAddress address in addresses)
            {
                if (address.AddressFamily == AddressFamily.InterNetwork)
                {
                    selected.Add(address.MapToIPv6());
                }
            }
        }
        return selected;
    }
}
