using System.Globalization;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The database of services, from a file of the form of services(5) or built in. A look-up takes constant
/// time and allocates nothing. Immutable, so it may be used from any thread.</summary>
internal sealed class ServicesTable
{
    private const int AnyProtocol = 0;

    private readonly List<ServiceEntry> _entries = [];
    private readonly NameIndex<ServiceEntry> _byName = new();
    private readonly Dictionary<(int Port, int Protocol), ServiceEntry> _byPort = [];
    private readonly Numbering _protocols = new(StringComparer.OrdinalIgnoreCase);
    private readonly LookupResult<ServiceEntry> _none;

    private ServicesTable(string path, LineReader lines)
    {
        Status = lines.Status switch
        {
            FileStatus.Read => TableStatus.Loaded,
            FileStatus.Missing => TableStatus.BuiltIn,
            _ => TableStatus.Unreadable,
        };
        _none = Status switch
        {
            TableStatus.Loaded => new(LookupError.NoData, $"there is no such service in {path}"),
            TableStatus.BuiltIn => new(LookupError.NoData, "there is no such service in the built-in table"),
            _ => new(LookupError.NoRecovery, $"{path} exists and cannot be read; see whether it is a file that may be read"),
        };
    }

    /// <summary>Where the entries come from.</summary>
    internal TableStatus Status { get; }

    /// <summary>All entries, in the order of the file.</summary>
    internal IReadOnlyList<ServiceEntry> Entries => _entries;

    /// <summary>Reads the file, or takes the built-in table where it is missing.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    internal static ServicesTable Load(string path, ICollection<ConfigurationProblem> problems) =>
        Load(path, FileContent.Read(path), problems);

    /// <summary>Reads what the file held, or takes the built-in table where it is missing.</summary>
    /// <param name="path">The name to put on problems.</param>
    /// <param name="file">What the file held.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    internal static ServicesTable Load(string path, FileContent file, ICollection<ConfigurationProblem> problems)
    {
        var lines = new LineReader(path, file, problems);
        var table = new ServicesTable(path, lines);
        table.Fill(table.Status == TableStatus.BuiltIn ? BuiltInServices.Open(problems) : lines);
        return table;
    }

    /// <summary>Finds a service by its name or an alias.</summary>
    /// <param name="name">The name; in the case of the file preferred, else in any.</param>
    /// <param name="protocol">The protocol in any case, if <paramref name="hasProtocol"/>.</param>
    /// <param name="hasProtocol">Whether the protocol must match; if not, the first entry is found.</param>
    internal LookupResult<ServiceEntry> FindByName(
        ReadOnlySpan<char> name, ReadOnlySpan<char> protocol, bool hasProtocol) =>
        TryGroup(protocol, hasProtocol, out int group) ? Found(_byName.Find(name, group)) : _none;

    /// <summary>Finds a service by its port.</summary>
    /// <param name="port">The port in host byte order.</param>
    /// <param name="protocol">The protocol in any case, if <paramref name="hasProtocol"/>.</param>
    /// <param name="hasProtocol">Whether the protocol must match; if not, the first entry is found.</param>
    internal LookupResult<ServiceEntry> FindByPort(int port, ReadOnlySpan<char> protocol, bool hasProtocol) =>
        TryGroup(protocol, hasProtocol, out int group) ? Found(_byPort.GetValueOrDefault((port, group))) : _none;

    private LookupResult<ServiceEntry> Found(ServiceEntry? entry) => entry is null ? _none : new(entry);

    private bool TryGroup(ReadOnlySpan<char> protocol, bool hasProtocol, out int group)
    {
        group = AnyProtocol;
        return !hasProtocol || _protocols.TryFind(protocol, out group);
    }

    private void Fill(LineReader lines)
    {
        while (lines.NextLine())
        {
            if (Parse(lines) is { } entry)
                Add(entry);
        }
    }

    // services(5): service-name port/protocol [aliases ...]
    private static ServiceEntry? Parse(LineReader line)
    {
        line.NextWord(out ReadOnlySpan<char> name);
        line.NextWord(out ReadOnlySpan<char> place);
        int slash = place.IndexOf('/');
        if (slash < 0 || slash == place.Length - 1)
        {
            line.Skip("a service needs a port and a protocol, as in 'ssh 22/tcp'");
            return null;
        }
        if (!ushort.TryParse(place[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            line.Skip("the port is no number from 0 to 65535");
            return null;
        }
        return new ServiceEntry(name.ToString(), port, place[(slash + 1)..].ToString(), line.RemainingWords());
    }

    private void Add(ServiceEntry entry)
    {
        _entries.Add(entry);
        foreach (int group in (ReadOnlySpan<int>)[AnyProtocol, _protocols.NumberOf(entry.Protocol)])
        {
            _byPort.TryAdd((entry.Port, group), entry);
            _byName.Add(entry.Name, group, entry);
            foreach (string alias in entry.Aliases)
                _byName.Add(alias, group, entry);
        }
    }
}
