using System.Net;
using System.Text;

namespace GetXByY.Tests.RealServers;

/// <summary>dnsmasq: the small forwarder of home routers and containers, here without an upstream.</summary>
public sealed class DnsmasqServer() : RealServer("dnsmasq", "started, version")
{
    private protected override string[] WriteConfiguration()
    {
        var text = new StringBuilder($"""
            port={EndPoint.Port}
            listen-address=127.0.0.1
            bind-interfaces
            no-resolv
            no-hosts
            addn-hosts={Write("hosts", HostsFile())}
            user={Environment.UserName}
            pid-file=
            log-facility=-
            keep-in-foreground
            local=/{RealRecords.Zone}/
            txt-record={RealRecords.TextOnly}.{RealRecords.Zone},text
            host-record=record.real.test,192.0.2.30,2001:db8::30
            address=/below.test/192.0.2.40
            address=/both-below.test/192.0.2.41
            address=/both-below.test/2001:db8::41
            address=/nothing.test/

            """);
        foreach ((string alias, string target) in RealRecords.Aliases)
            text.Append($"cname={alias}.{RealRecords.Zone},{target}.{RealRecords.Zone}\n");
        return [$"--conf-file={Write("dnsmasq.conf", text.ToString())}"];
    }

    private static string HostsFile()
    {
        var text = new StringBuilder();
        foreach ((string name, IReadOnlyList<IPAddress> addresses) in RealRecords.Hosts)
        {
            foreach (IPAddress address in addresses)
                text.Append($"{address} {name}.{RealRecords.Zone}\n");
        }
        return text.ToString();
    }
}
