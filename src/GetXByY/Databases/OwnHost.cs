using System.Net;
using System.Net.Sockets;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>What an empty name means: this machine, with the addresses that the hosts file gives its name, or else those of
/// its interfaces. Stands for an entry that is not made yet: the system must be asked, so the finisher makes it, on the pool.
/// Immutable.</summary>
internal sealed class OwnHost(HostsFile hosts, AddressFamily family)
{
    internal HostEntry ToEntry()
    {
        string name = LocalHost.GetName();
        if (hosts.FindByName(name, family) is HostEntry known)
            return known;
        List<IPAddress> addresses = [.. OwnAddresses.ReadInterfaces()
            .Where(a => family == AddressFamily.Unspecified || a.AddressFamily == family)];
        if (addresses.Count == 0)
            addresses.Add(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);
        return new HostEntry(name, [], addresses);
    }
}
