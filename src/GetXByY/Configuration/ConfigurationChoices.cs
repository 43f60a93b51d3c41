using System.Net;

namespace GetXByY.Configuration;

/// <summary>What the options of a resolver say about its configuration: checked, and copied, since the caller may change
/// them while the files are read again. Immutable, so it may be used from any thread.</summary>
internal sealed record ConfigurationChoices
{
    private const int MaxServers = 16;
    private const int MaxAttempts = 5;
    private const int MaxCacheEntries = 10_000_000;
    private const int LeastCacheBytes = 4096;

    private static readonly TimeSpan s_leastTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_mostStale = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_mostTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Copies the options.</summary>
    /// <exception cref="ArgumentException">A server is null or has no port, named by its property.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, named by its property.</exception>
    internal ConfigurationChoices(NameResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Servers = CopyServers(options);
        CheckRanges(options);
        AttemptTimeout = options.AttemptTimeout;
        Attempts = options.Attempts;
        FollowChanges = options.FollowChanges;
        MixLetterCase = options.MixLetterCase;
        HedgingBudget = options.HedgingBudget;
        MaxCachedAnswers = options.MaxCachedAnswers;
        MaxCachedBytes = options.MaxCachedBytes;
        ServeStale = options.ServeStale;
        ResolvConfPath = options.ResolvConfPath ?? SystemPaths.ResolvConf;
        NsSwitchPath = options.NsSwitchPath ?? SystemPaths.NsSwitch;
        GaiConfPath = options.GaiConfPath ?? SystemPaths.GaiConf;
        OrderAddresses = options.OrderAddresses;
        HostsPath = options.HostsPath ?? SystemPaths.Hosts;
        ServicesPath = options.ServicesPath ?? SystemPaths.Services;
        ProtocolsPath = options.ProtocolsPath ?? SystemPaths.Protocols;
    }

    /// <summary>The servers; none for those of the system.</summary>
    internal IReadOnlyList<IPEndPoint> Servers { get; }

    internal TimeSpan? AttemptTimeout { get; }

    internal int? Attempts { get; }

    /// <summary>Whether changes of the files are followed.</summary>
    internal bool FollowChanges { get; }

    /// <summary>Whether the letters of names are mixed in questions.</summary>
    internal bool MixLetterCase { get; }

    /// <summary>Whether the addresses of hosts are put in order.</summary>
    internal bool OrderAddresses { get; }

    /// <summary>How many queries there may be more for hedging, as a fraction.</summary>
    internal double HedgingBudget { get; }

    /// <summary>How many answers are kept.</summary>
    internal int MaxCachedAnswers { get; }

    /// <summary>How many bytes they may weigh together.</summary>
    internal int MaxCachedBytes { get; }

    /// <summary>How long after its end an answer may be given when no server answers.</summary>
    internal TimeSpan ServeStale { get; }

    /// <summary>The file that is read, or looked for; empty where the system has none.</summary>
    internal string ResolvConfPath { get; }

    /// <inheritdoc cref="ResolvConfPath"/>
    internal string NsSwitchPath { get; }

    /// <inheritdoc cref="ResolvConfPath"/>
    internal string GaiConfPath { get; }

    /// <inheritdoc cref="ResolvConfPath"/>
    internal string HostsPath { get; }

    /// <inheritdoc cref="ResolvConfPath"/>
    internal string ServicesPath { get; }

    /// <inheritdoc cref="ResolvConfPath"/>
    internal string ProtocolsPath { get; }

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
        if (options.HedgingBudget is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NameResolverOptions.HedgingBudget), options.HedgingBudget, "It must be from 0 to 1.");
        }
        CheckCache(options);
    }

    private static void CheckCache(NameResolverOptions options)
    {
        if (options.MaxCachedAnswers is < 0 or > MaxCacheEntries)
        {
            throw new ArgumentOutOfRangeException(nameof(NameResolverOptions.MaxCachedAnswers), options.MaxCachedAnswers,
                "It must be from 0 to 10,000,000.");
        }
        if (options.MaxCachedBytes < LeastCacheBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(NameResolverOptions.MaxCachedBytes), options.MaxCachedBytes,
                "It must be from 4,096 to 2,147,483,647.");
        }
        if (options.ServeStale < TimeSpan.Zero || options.ServeStale > s_mostStale)
        {
            throw new ArgumentOutOfRangeException(nameof(NameResolverOptions.ServeStale), options.ServeStale,
                "It must be from zero to 7 days.");
        }
    }
}
