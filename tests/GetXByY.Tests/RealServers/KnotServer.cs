using System.Text;

namespace GetXByY.Tests.RealServers;

/// <summary>Knot DNS: a server with authority for the zones of <see cref="ZoneFile"/>, which refuses all else.</summary>
public sealed class KnotServer() : RealServer("knotd", "server started in the foreground")
{
    /// <summary>Whether it answers over UDP only those who show the cookie that it gave them.</summary>
    public bool WantsCookies { get; init; }

    private protected override string[] WriteConfiguration()
    {
        // It cannot do without a control socket, so that is in the folder too.
        var text = new StringBuilder($"""
            server:
              rundir: "{Folder}"
              listen: 127.0.0.1@{EndPoint.Port}
              udp-workers: 1
              tcp-workers: 1
              background-workers: 1
              async-start: off
            log:
              - target: stderr
                any: info
            control:
              listen: control
            database:
              storage: "{Folder}"
              journal-db-max-size: 1M
              timer-db-max-size: 1M

            """);
        if (WantsCookies)
            text.Append("mod-cookies:\n  - id: all\ntemplate:\n  - id: default\n    global-module: mod-cookies/all\n");
        text.Append("zone:\n");
        foreach ((string zone, string records) in ZoneFile.All)
        {
            string path = Write($"{zone}.zone", records);
            text.Append($"  - domain: {zone}\n    file: \"{path}\"\n    journal-content: none\n    zonefile-sync: -1\n");
        }
        return ["-c", Write("knot.conf", text.ToString())];
    }
}
