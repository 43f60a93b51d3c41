namespace GetXByY.Tests.RealServers;

/// <summary>Finds the programs of the servers. Stateless, so it may be used from any thread.</summary>
internal static class ServerSoftware
{
    private const string HowToInstall =
        "sudo apt-get install -y --no-install-recommends unbound knot nsd dnsmasq-base bind9 pdns-recursor " +
        "nftables iproute2";

    private static readonly string[] s_programs =
        ["unbound", "knotd", "nsd", "dnsmasq", "named", "pdns_recursor", "nft", "ip"];

    // Servers are for administrators, so an ordinary user's PATH may not have their folders.
    private static readonly string[] s_folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin",
        "/sbin",
        "/usr/local/sbin",
    ];

    private static int s_isTold;

    /// <summary>Whether the program is on this machine.</summary>
    internal static bool Has(string program) => Find(program) is not null;

    /// <summary>The program's path. Where it is missing the test is skipped; but where the environment variable CI is
    /// true it fails, so that nobody takes skipped tests for passed ones.</summary>
    internal static string Require(string program)
    {
        if (Find(program) is string path)
            return path;
        Lacks($"{program} is not installed; on Debian: {HowToInstall}");
        return "";
    }

    /// <summary>Skips the test, or fails it where the environment variable CI is true.</summary>
    internal static void Lacks(string reason)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        TellOnce();
        Assert.Skip(reason);
    }

    // `dotnet test` shows that a test was skipped, but not why.
    private static void TellOnce()
    {
        if (Interlocked.Exchange(ref s_isTold, 1) != 0)
            return;
        IEnumerable<string> missing = s_programs.Where(program => !Has(program));
        TestContext.Current.SendDiagnosticMessage(
            $"Not installed: {string.Join(", ", missing)}. The tests that want them are skipped; on Debian: {HowToInstall}");
    }

    // The keeper of the process is a POSIX shell, which Windows lacks.
    private static string? Find(string program) => OperatingSystem.IsWindows()
        ? null
        : s_folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
