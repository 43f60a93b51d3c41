using System.Diagnostics;
using System.Globalization;

namespace GetXByY.Winsock.Tests;

/// <summary>The order of addresses compared with that of glibc's getaddrinfo, in network namespaces with various addresses
/// and routes, and with files of rules of their own.</summary>
public sealed class GlibcOrderTests
{
    private const int Names = 60;

    // Both resolvers get the table of RFC 6724 section 2.1: glibc's own default is older.
    private const string Rfc6724 = """
        label ::1/128 0
        label ::/0 1
        label ::ffff:0:0/96 4
        label 2002::/16 2
        label 2001::/32 5
        label fc00::/7 13
        label ::/96 3
        label fec0::/10 11
        label 3ffe::/16 12
        precedence ::1/128 50
        precedence ::/0 40
        precedence ::ffff:0:0/96 35
        precedence 2002::/16 30
        precedence 2001::/32 5
        precedence fc00::/7 3
        precedence ::/96 1
        precedence fec0::/10 1
        precedence 3ffe::/16 1

        """;

    private const string Odd = """
        # no line for all; lines that are no rules
        label 2001:db8:1::/48 7
        label 2001:db8::/32 8
        label ::ffff:192.0.2.0/120 9
        precedence ::ffff:0:0/96 100
        precedence 2001:db8:1::/48 100
        precedence 2001:db8:1::/48 1
        scopev4 ::ffff:203.0.113.0/120 5
        scopev4 10.0.0.0/8 5
        scopev4 169.254.0.0/16 2
        label nothing 3
        precedence ::/129 3
        scopev4 10.0.0.0/33 3
        unknown ::/0 3

        """;

    private const string Dual = """
        address add 192.0.2.2/24 dev one
        address add 2001:db8:1::2/64 dev one nodad
        address add fd00:1::2/64 dev one nodad
        address add fe80::2/64 dev one nodad
        route add default dev one
        -6 route add default dev one
        """;

    private const string Ipv4Only = """
        address add 192.0.2.2/24 dev one
        address add fe80::2/64 dev one nodad
        route add default dev one
        """;

    private const string Many = """
        address add 192.0.2.2/24 dev one
        address add 10.1.2.4/16 dev two
        address add 169.254.13.78/16 dev two
        address add 2001:db8:1::2/64 dev one nodad
        address add 2001:db8:3f44::2/64 dev two nodad
        address add 2002:c633:6401::2/48 dev one nodad
        address add fec0:0:0:1::2/64 dev two nodad
        address add fe80::2/64 dev two nodad
        address add 2001:db8:2::2/64 dev one nodad preferred_lft 0
        route add default via 192.0.2.1
        -6 route add default dev one
        -6 route add 2001:db8:d::/48 dev one src 2001:db8:2::2
        -6 route add 2001:db8:3ffe::/48 dev two src 2001:db8:3f44::2
        -6 route add unreachable 2001:db8:bad::/48
        route add unreachable 8.8.8.0/24
        """;

    // At most one of each network that the machine is in: there glibc compares interface ids, which RFC 6724 leaves out.
    private static readonly string[] s_pool =
    [
        "192.0.2.77", "203.0.113.5", "198.51.100.9", "10.1.2.9", "10.9.9.9", "169.254.1.1", "127.0.0.1", "8.8.8.8", "::1",
        "2001:db8:1::77", "2001:db8:9::9", "2001:db8:3ffe::1", "2001:db8:bad::1", "2001:db8:d::1", "fd00:1::9", "fd77::1",
        "fec0:0:0:1::5", "fe80::5", "2002:c633:6401::7", "2002:c000:204::1", "2001::5", "3ffe::1", "::192.0.2.9",
    ];

    [Theory]
    [InlineData(Dual, Rfc6724)]
    [InlineData(Ipv4Only, Rfc6724)]
    [InlineData(Many, Rfc6724)]
    [InlineData(Many, Odd)]
    [InlineData("", Rfc6724)]
    public async Task Order_OfRandomHosts_IsThatOfGlibc(string network, string rules)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux's.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("getxbyy-order-");
        try
        {
            string[] lines = await RunAsync(folder.FullName, network, rules, Hosts());
            Assert.Equal(Names, lines.Length);
            Assert.All(lines, line =>
            {
                string[] parts = line.Split(' ');
                Assert.True(parts[1] == parts[2], $"{parts[0]}: glibc\n{parts[1]}\nours\n{parts[2]}");
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The same on each run, so a difference can be looked at.
    private static string Hosts()
    {
        var random = new Random(6724);
        return string.Concat(Enumerable.Range(0, Names).SelectMany(i =>
        {
            string[] shuffled = [.. s_pool];
            random.Shuffle(shuffled);
            return shuffled.Take(random.Next(2, 12)).Select(address => $"{address} {NameOf(i)}\n");
        }));
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"host{number}.test");

    private static async Task<string[]> RunAsync(string folder, string network, string rules, string hosts)
    {
        Directory.CreateDirectory(Path.Combine(folder, "etc"));
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "gai.conf"), rules);
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "hosts"), hosts);
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "nsswitch.conf"), "hosts: files\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "host.conf"), "multi on\n");
        string commands = string.Concat(network.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(c => $"ip {c}\n"));
        string script = $"""
            set -e
            for kept in ld.so.cache passwd dotnet; do
              if [ -e /etc/$kept ]; then cp -r /etc/$kept {folder}/etc; fi
            done
            mount --bind {folder}/etc /etc
            ip link set lo up
            ip link add one type veth peer name one-end
            ip link add two type veth peer name two-end
            for link in one one-end two two-end; do
              ip link set $link addrgenmode none
              ip link set $link up
            done
            {commands}
            exec "$@"
            """;
        string[] names = [.. Enumerable.Range(0, Names).Select(NameOf)];
        var start = new ProcessStartInfo("unshare", [
            "-rnm", "sh", "-c", script, "sh", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            Path.Combine(AppContext.BaseDirectory, "GetXByY.Offline.dll"), "order", .. names])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(
                process.ExitCode == 0, $"The program ended with {process.ExitCode} and said: {await output}{await error}\n" +
                "It needs unshare (util-linux), ip (iproute2), and the right to make namespaces.");
            return (await output).TrimEnd().Split('\n');
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
