namespace GetXByY.Tests.RealServers;

/// <summary>PowerDNS Recursor: a caching server that knows the zones of <see cref="ZoneFile"/> itself, and asks an upstream
/// for the zone up.test if there is one. All else it would ask of root servers that it does not know.</summary>
public sealed class PdnsRecursorServer() : RealServer("pdns_recursor", "Enabled multiplexer")
{
    /// <summary>Whom it asks; null for nobody.</summary>
    public System.Net.IPEndPoint? Upstream { get; init; }

    private protected override string[] WriteConfiguration()
    {
        string zones = string.Join(',', ZoneFile.All.Select(z => $"{z.Zone}={Write($"{z.Zone}.zone", z.Text)}"));
        Write("recursor.conf", $"""
            local-address=127.0.0.1
            local-port={EndPoint.Port}
            socket-dir={Folder}
            auth-zones={zones}
            {(Upstream is null ? "" : $"forward-zones-recurse=up.test={Upstream}")}
            dont-query=
            hint-file=no
            dnssec=off
            security-poll-suffix=
            serve-rfc1918=no
            export-etc-hosts=off
            packetcache-ttl=0
            daemon=no
            write-pid=no
            disable-syslog=yes
            threads=1
            loglevel=6

            """);
        return [$"--config-dir={Folder}"];
    }
}
