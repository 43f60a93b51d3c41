using System.Net;
using System.Net.Sockets;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The source myhostname, which knows what nss-myhostname(8) knows: the name of the machine with its addresses,
/// localhost and localhost.localdomain and all below them, <c>_gateway</c>, <c>_outbound</c>; and the names of the machine's own
/// addresses. Immutable.</summary>
/// <param name="hostName">The machine's name; empty when it has none.</param>
/// <param name="addresses">Its addresses.</param>
internal sealed class OwnNames(string hostName, OwnAddresses addresses)
{
    private const string Gateway = "_gateway";
    private const string Outbound = "_outbound";
    private const string LocalDomain = ".localdomain";

    // Of a machine without any other address.
    private static readonly IPAddress s_own = new([127, 0, 0, 2]);
    private static readonly IPAddress[] s_onlyOwn = [s_own, IPAddress.IPv6Loopback];

    /// <summary>Finds one of these names.</summary>
    /// <returns>The entry; null when it is another name, or has no address of the family.</returns>
    internal HostEntry? FindByName(ReadOnlySpan<char> name, AddressFamily family)
    {
        name = NameRule.WithoutFinalDot(name);
        if (SpecialNames.IsLocalHost(WithoutLocalDomain(name)))
            return new HostEntry(name.ToString(), [], SpecialNames.Loopbacks(family));
        // a machine may have no name, and an empty one is nobody's
        if (hostName.Length > 0 && name.Equals(hostName, StringComparison.OrdinalIgnoreCase))
            return Entry(hostName, addresses.Interfaces.Count > 0 ? addresses.Interfaces : s_onlyOwn, family);
        return name.Equals(Gateway, StringComparison.OrdinalIgnoreCase) ? Entry(Gateway, addresses.Gateways, family)
            : name.Equals(Outbound, StringComparison.OrdinalIgnoreCase) ? Entry(Outbound, addresses.Outbound, family)
            : null;
    }

    /// <summary>Finds an address of the machine's own.</summary>
    internal HostEntry? FindByAddress(IPAddress address)
    {
        bool isOwn = address.Equals(s_own);
        if (!isOwn && IPAddress.IsLoopback(address))
            return new HostEntry("localhost", [], [address]);
        return hostName.Length > 0 && (isOwn || addresses.Contains(address)) ? new HostEntry(hostName, [], [address]) : null;
    }

    private static ReadOnlySpan<char> WithoutLocalDomain(ReadOnlySpan<char> name) =>
        name.EndsWith(LocalDomain, StringComparison.OrdinalIgnoreCase) ? name[..^LocalDomain.Length] : name;

    private static HostEntry? Entry(string name, IReadOnlyList<IPAddress> all, AddressFamily family)
    {
        IPAddress[] wanted =
            [.. all.Where(a => family == AddressFamily.Unspecified || a.AddressFamily == family)];
        return wanted.Length == 0 ? null : new HostEntry(name, [], wanted);
    }
}
