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

    /// <summary>The addresses of the interfaces that are up, without loopback.</summary>
    internal static IPAddress[] InterfaceAddresses() => Ask(static i =>
        i.NetworkInterfaceType == NetworkInterfaceType.Loopback
            ? []
            : i.GetIPProperties().UnicastAddresses.Select(static a => a.Address));

    /// <summary>The addresses of the gateways of the interfaces that are up.</summary>
    internal static IPAddress[] GatewayAddresses() =>
        Ask(static i => i.GetIPProperties().GatewayAddresses.Select(static a => a.Address));

    /// <summary>Whether an address is that of an interface that is up.</summary>
    internal static bool IsOwn(IPAddress address) =>
        InterfaceAddresses().Any(a => a.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()));

    private static IPAddress[] Ask(Func<NetworkInterface, IEnumerable<IPAddress>> addresses)
    {
        try
        {
            // All of it here: the system is asked while the sequence is walked, and may have no file to answer with.
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(i => i.OperationalStatus == OperationalStatus.Up)
                .SelectMany(addresses)
                .Distinct()
                .OrderBy(a => a.AddressFamily)];
        }
        catch (Exception e) when (e is NetworkInformationException or IOException or UnauthorizedAccessException
            or PlatformNotSupportedException)
        {
            return [];
        }
    }
}
