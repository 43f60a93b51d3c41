namespace GetXByY.Benchmarks;

/// <summary>What is asked of a database that needs no server.</summary>
/// <param name="Database">As in the figures, and as the peer in C is told.</param>
/// <param name="Glibc">What glibc has for it.</param>
/// <param name="Names">The names, asked in turn.</param>
internal sealed record LocalQuestion(string Database, string Glibc, string[] Names)
{
    /// <summary>For services.</summary>
    internal const string Protocol = "tcp";

    internal static readonly LocalQuestion[] All =
    [
        new("service", "getservbyname_r", ["http", "https", "ssh", "smtp", "domain", "imaps", "ldap", "telnet"]),
        new("protocol", "getprotobyname_r", ["ip", "icmp", "tcp", "udp", "gre", "esp", "ah", "sctp"]),
        new("host", "getaddrinfo", [.. Enumerable.Range(1, 8).Select(i => $"host{i}.bench.test")]),
    ];

    /// <summary>A hosts file with all the names of hosts, each with an address and an alias.</summary>
    internal static string HostsFile => "127.0.0.1 localhost\n" + string.Concat(
        All.Single(q => q.Database == "host").Names.Select((name, i) => $"192.0.2.{i + 1} {name} h{i + 1}\n"));
}
