using System.Text;

namespace GetXByY.Tests.RealServers;

/// <summary>NSD: a server with authority for the zones of <see cref="ZoneFile"/>, which refuses all else.</summary>
public sealed class NsdServer() : RealServer("nsd", "nsd started")
{
    private protected override string[] WriteConfiguration()
    {
        var text = new StringBuilder($"""
            server:
              ip-address: 127.0.0.1@{EndPoint.Port}
              username: ""
              chroot: ""
              database: ""
              pidfile: ""
              zonesdir: "{Folder}"
              xfrdfile: "{Folder}/xfrd.state"
              xfrdir: "{Folder}"
              zonelistfile: "{Folder}/zone.list"
              server-count: 1
              verbosity: 2
            remote-control:
              control-enable: no

            """);
        foreach ((string zone, string records) in ZoneFile.All)
            text.Append($"zone:\n  name: {zone}\n  zonefile: \"{Write($"{zone}.zone", records)}\"\n");
        return ["-d", "-c", Write("nsd.conf", text.ToString())];
    }
}
