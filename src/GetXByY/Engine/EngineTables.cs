using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Lookups;
using GetXByY.Ordering;

namespace GetXByY.Engine;

/// <summary>All that an engine reads from files and of the machine, at first and whenever that changes. Immutable.</summary>
/// <remarks>The files are read at once. What is made of them, and many programs never ask for, is made when somebody does: so that
/// it is not in the way of their first answer.</remarks>
internal sealed record EngineTables
{
    private readonly OtherDatabases _others;
    private PolicyTable? _policy;

    private EngineTables(ResolverConfiguration configuration, HostsFile hosts, OtherDatabases others)
    {
        Configuration = configuration;
        Hosts = hosts;
        Own = ReadOwn(configuration);
        _others = others;
    }

    internal ResolverConfiguration Configuration { get; }

    internal HostsFile Hosts { get; }

    internal ServicesTable Services => _others.Services;

    internal ProtocolsTable Protocols => _others.Protocols;

    /// <summary>By what the addresses of hosts are put in order; null to keep the order of the answer.</summary>
    internal PolicyTable? Policy
    {
        get
        {
            if (Configuration.AddressRules is not { } rules)
                return null;
            if (Atomic.Read(ref _policy) is { } policy)
                return policy;
            // Two workers that need it at once make one each, and they are alike.
            policy = new PolicyTable(rules);
            Atomic.Write(ref _policy, policy);
            return policy;
        }
    }

    /// <summary>The machine's addresses, where a source of hosts tells them.</summary>
    internal OwnAddresses Own { get; init; }

    /// <summary>What was skipped in all files.</summary>
    internal IReadOnlyList<ConfigurationProblem> Problems => _others.Problems;

    /// <summary>What was understood, with its origin.</summary>
    internal IReadOnlyList<ConfigurationSetting> Settings => _others.Settings;

    /// <summary>Reads the files. Never throws for what may be wrong with them.</summary>
    /// <param name="choices">Which files, and what was chosen over them.</param>
    /// <param name="environment">What is around the process; null to ask the system.</param>
    internal static EngineTables Load(ConfigurationChoices choices, ResolverEnvironment? environment = null)
    {
        var configuration = ResolverConfiguration.Load(choices, environment ?? ResolverEnvironment.Current());
        List<ConfigurationProblem> problems = [];
        var hosts = HostsFile.Load(choices.HostsPath, problems);
        return new EngineTables(configuration, hosts, new OtherDatabases(configuration, hosts, problems));
    }

    /// <summary>The same with the machine's addresses as they are now; this one where they are the same.</summary>
    internal EngineTables WithOwnOfNow()
    {
        OwnAddresses own = ReadOwn(Configuration);
        return own.IsLike(Own) ? this : this with { Own = own };
    }

    /// <summary>Makes the tables of services and protocols, unless that is done.</summary>
    internal void MakeOthers() => _others.Make();

    /// <summary>Makes what others were asked for, so that nobody waits for it who is asked again.</summary>
    internal void MakeWhatWasUsedOf(EngineTables others)
    {
        if (others._others.AreMade)
            _others.Make();
    }

    private static OwnAddresses ReadOwn(ResolverConfiguration configuration)
    {
        foreach (HostStep step in configuration.HostSteps)
        {
            if (step.Source == HostSource.MyHostName)
                return OwnAddresses.Read();
        }
        return OwnAddresses.None;
    }
}
