using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>What an empty name means: this machine, with the addresses that the hosts file gives its name, or else
/// those of its interfaces.</summary>
internal static class LocalHostEntry
{
    internal static HostEntry Find(HostsFile hosts, AddressFamily family)
    {
        string name = LocalHost.GetName();
        if (hosts.FindByName(name, family) is HostEntry known)
            return known;
        List<IPAddress> addresses = [.. InterfaceAddresses()
            .Where(a => family == AddressFamily.Unspecified || a.AddressFamily == family)];
        if (addresses.Count == 0)
            addresses.Add(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);
        return new HostEntry(name, [], addresses);
    }

    private static IPAddress[] InterfaceAddresses()
    {
        try
        {
            // All of it here: the system is asked while the sequence is walked, and may have no file to answer with.
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(i => i.OperationalStatus == OperationalStatus.Up &&
                    i.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .SelectMany(i => i.GetIPProperties().UnicastAddresses)
                .Select(a => a.Address)
                .OrderBy(a => a.AddressFamily)];
        }
        catch (Exception e) when (e is NetworkInformationException or IOException or UnauthorizedAccessException
            or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
