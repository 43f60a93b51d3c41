using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Tests.RealServers;

/// <summary>The real records as master files (RFC 1035 section 5) for servers with authority. Stateless.</summary>
internal static class ZoneFile
{
    /// <summary>The zones, each with its file's text.</summary>
    internal static IEnumerable<(string Zone, string Text)> All =>
    [
        (RealRecords.Zone, Forward()),
        ("in-addr.arpa", Reverse(AddressFamily.InterNetwork)),
        ("ip6.arpa", Reverse(AddressFamily.InterNetworkV6)),
    ];

    internal static string TypeOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? "A" : "AAAA";

    private static string Forward()
    {
        StringBuilder text = Begin(RealRecords.Zone);
        foreach ((string name, IReadOnlyList<IPAddress> addresses) in RealRecords.Hosts)
        {
            foreach (IPAddress address in addresses)
                text.Append($"{name} {TypeOf(address)} {address}\n");
        }
        foreach ((string alias, string target) in RealRecords.Aliases)
            text.Append($"{alias} CNAME {target}\n");
        text.Append($"{RealRecords.TextOnly} TXT \"text\"\n");
        text.Append("ns A 192.0.2.53\n");
        text.Append("*.wild A 192.0.2.99\n");
        text.Append("away CNAME www.elsewhere.test.\n");
        text.Append("tree DNAME real.test.\n");
        text.Append("lent NS ns.elsewhere.test.\n");
        return text.ToString();
    }

    private static string Reverse(AddressFamily family)
    {
        StringBuilder text = Begin(family == AddressFamily.InterNetwork ? "in-addr.arpa" : "ip6.arpa");
        foreach ((IPAddress address, string name) in RealRecords.Pointers.Where(p => p.Address.AddressFamily == family))
            text.Append($"{RealRecords.ReverseName(address)} PTR {name}.{RealRecords.Zone}.\n");
        return text.ToString();
    }

    private static StringBuilder Begin(string zone) =>
        new($"$ORIGIN {zone}.\n$TTL 60\n@ SOA ns.real.test. hostmaster.real.test. 1 3600 600 86400 60\n@ NS ns.real.test.\n");
}
