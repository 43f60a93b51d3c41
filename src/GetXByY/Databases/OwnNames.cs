using System.Net;
using System.Net.Sockets;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The source myhostname, which knows what nss-myhostname(8) knows: the name of the machine with its addresses,
/// localhost and all below it, <c>_gateway</c>; and the names of the machine's own addresses. Immutable.</summary>
/// <remarks>The system is asked for addresses only when one of these names is looked up; that takes no file and no
/// server.</remarks>
internal sealed class OwnNames(string hostName)
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
            return Entry(hostName, LocalHostEntry.InterfaceAddresses(), family);
        return name.Equals(Gateway, StringComparison.OrdinalIgnoreCase)
            ? Entry(Gateway, LocalHostEntry.GatewayAddresses(), family)
            : null;
    }

    /// <summary>Finds an address of the machine's own.</summary>
    internal HostEntry? FindByAddress(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return new HostEntry("localhost", [], [address]);
        return hostName.Length > 0 && LocalHostEntry.IsOwn(address) ? new HostEntry(hostName, [], [address]) : null;
    }

    private static HostEntry? Entry(string name, IPAddress[] addresses, AddressFamily family)
    {
        IPAddress[] wanted =
            [.. addresses.Where(a => family == AddressFamily.Unspecified || a.AddressFamily == family)];
        return wanted.Length == 0 ? null : new HostEntry(name, [], wanted);
    }
}
