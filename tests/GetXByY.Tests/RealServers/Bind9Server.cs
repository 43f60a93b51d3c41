using System.Text;

namespace GetXByY.Tests.RealServers;

/// <summary>BIND 9 with authority for the zones of <see cref="ZoneFile"/>, which refuses all else.</summary>
public sealed class Bind9Server() : RealServer("named", "all zones loaded")
{
    private protected override string[] WriteConfiguration()
    {
        var text = new StringBuilder($$"""
            options {
              directory "{{Folder}}";
              managed-keys-directory "{{Folder}}";
              listen-on port {{EndPoint.Port}} { 127.0.0.1; };
              listen-on-v6 { none; };
              pid-file none;
              session-keyfile none;
              recursion no;
              dnssec-validation no;
              empty-zones-enable no;
              notify no;
              // Otherwise 100 (CVE-2024-1737), and names with more would be no names.
              max-records-per-type 0;
            };
            controls { };

            """);
        foreach ((string zone, string records) in ZoneFile.All)
            text.Append($"zone \"{zone}\" {{ type primary; file \"{Write($"{zone}.zone", records)}\"; }};\n");
        return ["-g", "-n", "1", "-c", Write("named.conf", text.ToString())];
    }
}
