using System.Net;
using System.Net.NetworkInformation;

namespace GetXByY.Configuration;

/// <summary>The name servers and suffixes of this system's interfaces, for where no file names them: on Windows, and on
/// macOS when it has no resolv.conf. Stateless, so it may be used from any thread.</summary>
internal static class SystemServers
{
    /// <summary>The port of DNS.</summary>
    internal const int Port = 53;

    private const int MaxServers = 16;

    /// <summary>The server on this computer, which resolv.conf(5) takes when nothing else is told.</summary>
    internal static IPEndPoint Local => new(IPAddress.Loopback, Port);

    // On Linux .NET would read the very resolv.conf that is missing.
    private static bool InterfacesTell => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>The servers where no <c>nameserver</c> line names any.</summary>
    /// <param name="hasFile">Whether there is a resolv.conf: then it is the server on this computer.</param>
    /// <param name="settings">Where they are listed.</param>
    internal static IReadOnlyList<IPEndPoint> Find(bool hasFile, SettingList settings)
    {
        if (!hasFile && InterfacesTell && FindOfInterfaces(settings) is { Count: > 0 } servers)
            return servers;
        settings.Add("nameserver", Local.Address.ToString(), SettingList.Default);
        return [Local];
    }

    /// <summary>Tells the suffixes of the interfaces that are up, each with its origin.</summary>
    internal static void AddSuffixes(Action<string, string> add)
    {
        if (InterfacesTell)
            AddSuffixesOfInterfaces(add);
    }

    /// <summary>All that the interfaces tell, to see whether it has changed; empty where they are not asked.</summary>
    internal static string Describe() => InterfacesTell ? DescribeInterfaces() : "";

    private static List<IPEndPoint> FindOfInterfaces(SettingList settings)
    {
        List<IPEndPoint> servers = [];
        Walk((name, properties) =>
        {
            foreach (IPAddress address in properties.DnsAddresses)
                Add(servers, address, name, settings);
        });
        return servers;
    }

    private static void AddSuffixesOfInterfaces(Action<string, string> add) =>
        Walk((name, properties) => add(properties.DnsSuffix.Trim('.'), name));

    private static string DescribeInterfaces()
    {
        var text = new System.Text.StringBuilder();
        Walk((name, properties) => text.Append(name).Append(' ').AppendJoin(' ', properties.DnsAddresses)
            .Append(' ').Append(properties.DnsSuffix).Append('\n'));
        return text.ToString();
    }

    private static void Add(List<IPEndPoint> servers, IPAddress address, string origin, SettingList settings)
    {
        var server = new IPEndPoint(address, Port);
        // Windows makes up fec0:0:0:ffff::1 to ::3 for interfaces that have no server
        if (address.IsIPv6SiteLocal || servers.Count == MaxServers || servers.Contains(server))
            return;
        servers.Add(server);
        settings.Add("nameserver", address.ToString(), origin);
    }

    private static void Walk(Action<string, IPInterfaceProperties> visit)
    {
        try
        {
            foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.OperationalStatus == OperationalStatus.Up)
                    visit($"interface {network.Name}", network.GetIPProperties());
            }
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            // what was found until now is better than nothing
        }
    }
}
