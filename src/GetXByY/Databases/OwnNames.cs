using System.Net;
using System.Net.Sockets;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The source myhostname, which knows what nss-myhostname(8) knows: the name of the machine with its addresses,
/// localhost and all below it, <c>_gateway</c>; and the names of the machine's own addresses. Immutable.</summary>
/// <param name="hostName">The machine's name; empty when it has none.</param>
/// <param name="addresses">Its addresses.</param>
internal sealed class OwnNames(string hostName, OwnAddresses addresses)
{
    private const string Gateway = "_gateway";

    /// <summary>Finds one of these names.</summary>
    /// <returns>The entry; null when it is another name, or has no address of the family.</returns>
    internal HostEntry? FindByName(ReadOnlySpan<char> name, AddressFamily family)
    {
        name = NameRule.WithoutFinalDot(name);
        if (SpecialNames.IsLocalHost(name))
            return new HostEntry(name.ToString(), [], SpecialNames.Loopbacks(family));
        // a machine may have no name, and an empty one is nobody's
        if (hostName.Length > 0 && name.Equals(hostName, StringComparison.OrdinalIgnoreCase))
            return Entry(hostName, addresses.Interfaces, family);
        return name.Equals(Gateway, StringComparison.OrdinalIgnoreCase)
            ? Entry(Gateway, addresses.Gateways, family)
            : null;
    }

    /// <summary>Finds an address of the machine's own.</summary>
    internal HostEntry? FindByAddress(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return new HostEntry("localhost", [], [address]);
        return hostName.Length > 0 && addresses.Contains(address) ? new HostEntry(hostName, [], [address]) : null;
    }

    private static HostEntry? Entry(string name, IReadOnlyList<IPAddress> all, AddressFamily family)
    {
        IPAddress[] wanted =
            [.. all.Where(a => family == AddressFamily.Unspecified || a.AddressFamily == family)];
        return wanted.Length == 0 ? null : new HostEntry(name, [], wanted);
    }
}
