using System.Net;

namespace GetXByY.Configuration;

/// <summary>How this process resolves: what the options say, and where they say nothing what the system's files say.
/// Immutable, so it may be used from any thread.</summary>
internal sealed class ResolverConfiguration
{
    private const int MaxServers = 16;
    private const int MaxAttempts = 5;

    private static readonly TimeSpan s_leastTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_mostTimeout = TimeSpan.FromSeconds(30);

    private ResolverConfiguration()
    {
    }

    /// <summary>The servers in the order in which they are asked; never empty.</summary>
    internal required IReadOnlyList<IPEndPoint> Servers { get; init; }

    /// <summary>The domains that are tried behind a name, without dots at their ends.</summary>
    internal required IReadOnlyList<string> Search { get; init; }

    /// <summary>A name with so many dots is tried as it is before the search list.</summary>
    internal required int Ndots { get; init; }

    /// <summary>How long one server has to answer one attempt.</summary>
    internal required TimeSpan Timeout { get; init; }

    /// <summary>How many times every server is asked.</summary>
    internal required int Attempts { get; init; }

    /// <summary>Whether look-ups begin with the servers in turn.</summary>
    internal required bool Rotate { get; init; }

    /// <summary>Whether servers are asked over TCP from the start.</summary>
    internal required bool UseTcp { get; init; }

    /// <summary>Where hosts are looked up, in this order; never empty.</summary>
    internal required IReadOnlyList<HostSource> HostSources { get; init; }

    /// <summary>Whether names under <c>.local</c> must not be asked of name servers.</summary>
    internal required bool LocalIsMulticast { get; init; }

    /// <summary>What was skipped in resolv.conf and nsswitch.conf.</summary>
    internal required IReadOnlyList<ConfigurationProblem> Problems { get; init; }

    /// <summary>The file that was read, or looked for; empty where the system has none.</summary>
    internal required string ResolvConfPath { get; init; }

    /// <summary>The file that was read, or looked for; empty where the system has none.</summary>
    internal required string NsSwitchPath { get; init; }

    /// <summary>The file of hosts, which is not read here.</summary>
    internal required string HostsPath { get; init; }

    /// <summary>The file of services, which is not read here.</summary>
    internal required string ServicesPath { get; init; }

    /// <summary>The file of protocols, which is not read here.</summary>
    internal required string ProtocolsPath { get; init; }

    /// <summary>Reads resolv.conf(5) and nsswitch.conf(5) and lays the options over them.</summary>
    /// <exception cref="ArgumentException">A server is null or has no port, named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, named by its property.</exception>
    internal static ResolverConfiguration Load(NameResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IPEndPoint[] servers = CopyServers(options);
        CheckRanges(options);

        string resolvConfPath = options.ResolvConfPath ?? SystemPaths.ResolvConf;
        string nsSwitchPath = options.NsSwitchPath ?? SystemPaths.NsSwitch;
        List<ConfigurationProblem> problems = [];
        var file = ResolvConf.Read(resolvConfPath, LocalHost.GetDomain(), problems);
        var order = NsSwitch.Read(nsSwitchPath, problems);
        return new ResolverConfiguration
        {
            Servers = servers.Length > 0 ? servers : file.Servers,
            Search = file.Search,
            Ndots = file.Switches.Ndots,
            Timeout = options.AttemptTimeout ?? file.Switches.Timeout,
            Attempts = options.Attempts ?? file.Switches.Attempts,
            Rotate = file.Switches.Rotate,
            UseTcp = file.Switches.UseTcp,
            HostSources = order.HostSources,
            LocalIsMulticast = order.LocalIsMulticast,
            Problems = problems.AsReadOnly(),
            ResolvConfPath = resolvConfPath,
            NsSwitchPath = nsSwitchPath,
            HostsPath = options.HostsPath ?? SystemPaths.Hosts,
            ServicesPath = options.ServicesPath ?? SystemPaths.Services,
            ProtocolsPath = options.ProtocolsPath ?? SystemPaths.Protocols,
        };
    }

    // An IPEndPoint can be changed by whoever holds it, so the caller's are not kept.
    private static IPEndPoint[] CopyServers(NameResolverOptions options)
    {
        const string property = nameof(NameResolverOptions.Servers);
        if (options.Servers.Count > MaxServers)
            throw new ArgumentOutOfRangeException(property, options.Servers.Count, "There may be at most 16 servers.");
        var servers = new IPEndPoint[options.Servers.Count];
        for (int i = 0; i < servers.Length; i++)
        {
            IPEndPoint server = options.Servers[i]
                ?? throw new ArgumentException($"Server {i} is null.", property);
            if (server.Port == 0)
                throw new ArgumentOutOfRangeException(property, server, $"Server {i} has no port; DNS has 53.");
            servers[i] = new IPEndPoint(server.Address, server.Port);
        }
        return servers;
    }

    private static void CheckRanges(NameResolverOptions options)
    {
        if (options.AttemptTimeout is { } timeout && (timeout < s_leastTimeout || timeout > s_mostTimeout))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NameResolverOptions.AttemptTimeout), timeout, "It must be from 1 ms to 30 s, or null.");
        }
        if (options.Attempts is { } attempts and (< 1 or > MaxAttempts))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NameResolverOptions.Attempts), attempts, "It must be from 1 to 5, or null.");
        }
    }
}
