using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Ordering;

namespace GetXByY.Engine;

/// <summary>All that an engine reads from files and of the machine, at first and whenever that changes. Immutable.</summary>
internal sealed record EngineTables(
    ResolverConfiguration Configuration, HostsFile Hosts, ServicesTable Services, ProtocolsTable Protocols)
{
    /// <summary>By what the addresses of hosts are put in order; null to keep the order of the answer.</summary>
    internal PolicyTable? Policy { get; } = Configuration.AddressRules is { } rules ? new PolicyTable(rules) : null;

    /// <summary>The machine's addresses, where a source of hosts tells them.</summary>
    internal OwnAddresses Own { get; init; } = ReadOwn(Configuration);

    /// <summary>What was skipped in all files.</summary>
    internal IReadOnlyList<ConfigurationProblem> Problems { get; private init; } = [];

    /// <summary>What was understood, with its origin.</summary>
    internal IReadOnlyList<ConfigurationSetting> Settings { get; private init; } = [];

    /// <summary>Reads the files. Never throws for what may be wrong with them.</summary>
    /// <param name="choices">Which files, and what was chosen over them.</param>
    /// <param name="environment">What is around the process; null to ask the system.</param>
    internal static EngineTables Load(ConfigurationChoices choices, ResolverEnvironment? environment = null)
    {
        var configuration = ResolverConfiguration.Load(choices, environment ?? ResolverEnvironment.Current());
        var problems = new List<ConfigurationProblem>(configuration.Problems);
        var hosts = HostsFile.Load(choices.HostsPath, problems);
        var services = ServicesTable.Load(choices.ServicesPath, problems);
        var protocols = ProtocolsTable.Load(choices.ProtocolsPath, problems);
        return new EngineTables(configuration, hosts, services, protocols)
        {
            Problems = problems.AsReadOnly(),
            Settings =
            [
                .. configuration.Settings,
                FileSetting("hosts-file", choices.HostsPath, hosts.Lines.Count, hosts.Status),
                TableSetting("services", choices.ServicesPath, services.Entries.Count, services.Status),
                TableSetting("protocols", choices.ProtocolsPath, protocols.Entries.Count, protocols.Status),
            ],
        };
    }

    /// <summary>The same with the machine's addresses as they are now; this one where they are the same.</summary>
    internal EngineTables WithOwnOfNow()
    {
        OwnAddresses own = ReadOwn(Configuration);
        return own.IsLike(Own) ? this : this with { Own = own };
    }

    private static OwnAddresses ReadOwn(ResolverConfiguration configuration) =>
        configuration.HostSteps.Any(static s => s.Source == HostSource.MyHostName) ? OwnAddresses.Read() : OwnAddresses.None;

    private static ConfigurationSetting FileSetting(string name, string path, int count, FileStatus status) =>
        new(name, status == FileStatus.Read ? $"{count} entries" : status.ToString().ToLowerInvariant(), path, 0);

    private static ConfigurationSetting TableSetting(string name, string path, int count, TableStatus status) => status switch
    {
        TableStatus.Loaded => new(name, $"{count} entries", path, 0),
        TableStatus.BuiltIn => new(name, $"{count} entries", "built in", 0),
        _ => new(name, "unreadable", path, 0),
    };
}
