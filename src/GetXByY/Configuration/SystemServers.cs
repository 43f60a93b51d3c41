using System.Net;
using System.Net.NetworkInformation;

namespace GetXByY.Configuration;

/// <summary>The name servers where no file names them. Stateless, so it may be used from any thread.</summary>
internal static class SystemServers
{
    /// <summary>The port of DNS.</summary>
    internal const int Port = 53;

    private const int MaxServers = 16;

    /// <summary>The server on this computer, which resolv.conf(5) takes when nothing else is told.</summary>
    internal static IPEndPoint Local => new(IPAddress.Loopback, Port);

    /// <summary>On Windows the servers of the interfaces that are up, elsewhere the one on this computer.</summary>
    internal static IReadOnlyList<IPEndPoint> Find()
    {
        List<IPEndPoint> servers = [];
        // elsewhere .NET would read the very resolv.conf that is missing
        if (OperatingSystem.IsWindows())
            AddFromInterfaces(servers);
        return servers.Count > 0 ? servers : [Local];
    }

    private static void AddFromInterfaces(List<IPEndPoint> servers)
    {
        try
        {
            foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.OperationalStatus != OperationalStatus.Up)
                    continue;
                foreach (IPAddress address in network.GetIPProperties().DnsAddresses)
                {
                    var server = new IPEndPoint(address, Port);
                    // Windows makes up fec0:0:0:ffff::1 to ::3 for interfaces that have no server
                    if (!address.IsIPv6SiteLocal && servers.Count < MaxServers && !servers.Contains(server))
                        servers.Add(server);
                }
            }
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            // what was found until now is better than nothing
        }
    }
}
