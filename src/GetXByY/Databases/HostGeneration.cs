using GetXByY.Configuration;
using GetXByY.Dns.Resolution;

namespace GetXByY.Databases;

/// <summary>By what host look-ups go that began between two changes of the configuration. Only the pump uses it.</summary>
/// <param name="configuration">What was read.</param>
/// <param name="file">The file of hosts.</param>
/// <param name="own">The machine's addresses.</param>
/// <param name="resolver">Who asks its servers. The next generation has the same one where the servers are the same, and
/// how they are asked.</param>
internal sealed class HostGeneration(ResolverConfiguration configuration, HostsFile file, OwnAddresses own, StubResolver resolver)
{
    internal ResolverConfiguration Configuration { get; } = configuration;

    internal HostsFile File { get; } = file;

    internal StubResolver Resolver { get; } = resolver;

    /// <summary>Which names are tried.</summary>
    internal SearchList Search { get; } = new(configuration.Search, configuration.Ndots, configuration.NoTldQuery);

    /// <summary>What the machine knows of itself.</summary>
    internal OwnNames OwnNames { get; } = new(configuration.HostName, own);

    /// <summary>How many queries are out for its look-ups.</summary>
    internal int Queries { get; set; }
}
