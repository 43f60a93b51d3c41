using System.Net;
using System.Text;

namespace GetXByY.Tests.RealServers;

/// <summary>unbound: a caching server that knows the zone real.test itself, and asks an upstream for everything else if
/// there is one.</summary>
public sealed class UnboundServer() : RealServer("unbound", "start of service")
{
    // All else is static, so that it never asks the root servers.
    private const string WithoutUpstream = """
          local-zone: "." static
          local-zone: "refused.test." refuse
          local-zone: "dropped.test." deny
          local-zone: "redirected.test." redirect
          local-data: "redirected.test. 60 IN A 192.0.2.77"

        """;

    // What RFC 6761 and RFC 6303 keep at home by default is what tests ask for.
    private const string WithUpstream = """
          local-zone: "test." transparent
          local-zone: "2.0.192.in-addr.arpa." nodefault
          local-zone: "8.b.d.0.1.0.0.2.ip6.arpa." nodefault
          do-not-query-localhost: no

        """;

    /// <summary>Whom it asks; null for nobody.</summary>
    public IPEndPoint? Upstream { get; init; }

    private protected override string[] WriteConfiguration()
    {
        var text = new StringBuilder($"""
            server:
              interface: 127.0.0.1
              port: {EndPoint.Port}
              do-daemonize: no
              username: ""
              chroot: ""
              directory: "{Folder}"
              pidfile: ""
              use-syslog: no
              logfile: ""
              verbosity: 1
              num-threads: 1
              so-reuseport: no
              module-config: "iterator"
              qname-minimisation: no
              outbound-msg-retry: 2
              unknown-server-time-limit: 50
              infra-keep-probing: yes

            """);
        text.Append(Upstream is null ? WithoutUpstream : WithUpstream);
        AppendRecords(text);
        text.Append("remote-control:\n  control-enable: no\n");
        if (Upstream is not null)
            text.Append($"forward-zone:\n  name: \".\"\n  forward-addr: {Upstream.Address}@{Upstream.Port}\n");
        return ["-d", "-c", Write("unbound.conf", text.ToString())];
    }

    private static void AppendRecords(StringBuilder text)
    {
        text.Append($"  local-zone: \"{RealRecords.Zone}.\" static\n");
        foreach ((string name, IReadOnlyList<IPAddress> addresses) in RealRecords.Hosts)
        {
            foreach (IPAddress address in addresses)
                text.Append($"  local-data: \"{name}.{RealRecords.Zone}. 60 IN {ZoneFile.TypeOf(address)} {address}\"\n");
        }
        foreach ((string alias, string target) in RealRecords.Aliases)
            text.Append($"  local-data: \"{alias}.{RealRecords.Zone}. 60 IN CNAME {target}.{RealRecords.Zone}.\"\n");
        foreach ((IPAddress address, string name) in RealRecords.Pointers)
            text.Append($"  local-data-ptr: \"{address} {name}.{RealRecords.Zone}\"\n");
        text.Append($"  local-data: '{RealRecords.TextOnly}.{RealRecords.Zone}. 60 IN TXT \"text\"'\n");
    }
}
