using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Services and protocols, whose files are read with the others and made into tables when first somebody asks: and what
/// people are told of all files, which is not known before that.</summary>
/// <remarks>May be used from any thread. Of several who come first one makes the tables, which takes some milliseconds, or seconds where
/// files are very large, and the others wait for it.</remarks>
internal sealed class OtherDatabases
{
    private readonly ResolverConfiguration _configuration;
    private readonly HostsFile _hosts;
    private readonly IReadOnlyList<ConfigurationProblem> _hostsProblems;

    // Guards the making of the tables.
    private readonly Lock _making = new();

    // Null once they are tables; they need not be kept twice.
    private OtherFiles? _files;
    private MadeTables? _tables;

    /// <summary>Reads the files.</summary>
    /// <param name="configuration">Which, and what else people are told of.</param>
    /// <param name="hosts">The database of hosts.</param>
    /// <param name="hostsProblems">What was skipped in its file.</param>
    internal OtherDatabases(
        ResolverConfiguration configuration, HostsFile hosts, IReadOnlyList<ConfigurationProblem> hostsProblems)
    {
        _configuration = configuration;
        _hosts = hosts;
        _hostsProblems = hostsProblems;
        ConfigurationChoices choices = configuration.Choices;
        _files = new OtherFiles(FileContent.Read(choices.ServicesPath), FileContent.Read(choices.ProtocolsPath));
    }

    /// <summary>Whether somebody has asked.</summary>
    internal bool AreMade => Atomic.Read(ref _tables) is not null;

    internal ServicesTable Services => Make().Services;

    internal ProtocolsTable Protocols => Make().Protocols;

    /// <summary>What was skipped in all files.</summary>
    internal IReadOnlyList<ConfigurationProblem> Problems => Make().Problems;

    /// <summary>What was understood, with its origin.</summary>
    internal IReadOnlyList<ConfigurationSetting> Settings => Make().Settings;

    /// <summary>Makes the tables, if nobody has.</summary>
    internal MadeTables Make() => Atomic.Read(ref _tables) ?? MakeOnce();

    private MadeTables MakeOnce()
    {
        lock (Atomic.At(_making))
        {
            if (_files is { } files)
            {
                // No step of Atomic's in here: who stood still at it would hold the lock. A reference needs none.
                _tables = Read(files);
                _files = null;
            }
            return _tables!;
        }
    }

    private MadeTables Read(OtherFiles files)
    {
        ConfigurationChoices choices = _configuration.Choices;
        List<ConfigurationProblem> problems = [.. _configuration.Problems, .. _hostsProblems];
        var services = ServicesTable.Load(choices.ServicesPath, files.Services, problems);
        var protocols = ProtocolsTable.Load(choices.ProtocolsPath, files.Protocols, problems);
        ConfigurationSetting[] settings =
        [
            .. _configuration.Settings,
            FileSetting("hosts-file", choices.HostsPath, _hosts.Lines.Count, _hosts.Status),
            TableSetting("services", choices.ServicesPath, services.Entries.Count, services.Status),
            TableSetting("protocols", choices.ProtocolsPath, protocols.Entries.Count, protocols.Status),
        ];
        return new MadeTables(services, protocols, problems.AsReadOnly(), Array.AsReadOnly(settings));
    }

    private static ConfigurationSetting FileSetting(string name, string path, int count, FileStatus status) =>
        new(name, status == FileStatus.Read ? $"{count} entries" : status.ToString().ToLowerInvariant(), path, 0);

    private static ConfigurationSetting TableSetting(string name, string path, int count, TableStatus status) => status switch
    {
        TableStatus.Loaded => new(name, $"{count} entries", path, 0),
        TableStatus.BuiltIn => new(name, $"{count} entries", "built in", 0),
        _ => new(name, "unreadable", path, 0),
    };

    private sealed record OtherFiles(FileContent Services, FileContent Protocols);

    internal sealed record MadeTables(
        ServicesTable Services, ProtocolsTable Protocols, IReadOnlyList<ConfigurationProblem> Problems,
        IReadOnlyList<ConfigurationSetting> Settings);
}
