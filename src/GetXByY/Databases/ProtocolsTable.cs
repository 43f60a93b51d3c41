using System.Globalization;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The database of protocols, from a file of the form of protocols(5) or built in. A look-up takes constant
/// time and allocates nothing. Immutable, so it may be used from any thread.</summary>
internal sealed class ProtocolsTable
{
    private const int OnlyGroup = 0;

    private readonly List<ProtocolEntry> _entries = [];
    private readonly NameIndex<ProtocolEntry> _byName = new();
    private readonly Dictionary<int, ProtocolEntry> _byNumber = [];
    private readonly LookupResult<ProtocolEntry> _none;

    private ProtocolsTable(string path, LineReader lines)
    {
        Status = lines.Status switch
        {
            FileStatus.Read => TableStatus.Loaded,
            FileStatus.Missing => TableStatus.BuiltIn,
            _ => TableStatus.Unreadable,
        };
        _none = Status switch
        {
            TableStatus.Loaded => new(LookupError.NoData, $"there is no such protocol in {path}"),
            TableStatus.BuiltIn => new(LookupError.NoData, "there is no such protocol in the built-in table"),
            _ => new(LookupError.NoRecovery, $"{path} exists and cannot be read; see whether it is a file that may be read"),
        };
    }

    /// <summary>Where the entries come from.</summary>
    internal TableStatus Status { get; }

    /// <summary>All entries, in the order of the file.</summary>
    internal IReadOnlyList<ProtocolEntry> Entries => _entries;

    /// <summary>Reads the file, or takes the built-in table where it is missing.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    internal static ProtocolsTable Load(string path, ICollection<ConfigurationProblem> problems) =>
        Load(path, FileContent.Read(path), problems);

    /// <summary>Reads what the file held, or takes the built-in table where it is missing.</summary>
    /// <param name="path">The name to put on problems.</param>
    /// <param name="file">What the file held.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    internal static ProtocolsTable Load(string path, FileContent file, ICollection<ConfigurationProblem> problems)
    {
        var lines = new LineReader(path, file, problems);
        var table = new ProtocolsTable(path, lines);
        table.Fill(table.Status == TableStatus.BuiltIn ? BuiltInProtocols.Open(problems) : lines);
        return table;
    }

    /// <summary>Finds a protocol by its name or an alias; in the case of the file preferred, else in any.</summary>
    internal LookupResult<ProtocolEntry> FindByName(ReadOnlySpan<char> name) => Found(_byName.Find(name, OnlyGroup));

    /// <summary>Finds a protocol by its number in host byte order.</summary>
    internal LookupResult<ProtocolEntry> FindByNumber(int number) => Found(_byNumber.GetValueOrDefault(number));

    private LookupResult<ProtocolEntry> Found(ProtocolEntry? entry) => entry is null ? _none : new(entry);

    private void Fill(LineReader lines)
    {
        while (lines.NextLine())
        {
            if (Parse(lines) is { } entry)
                Add(entry);
        }
    }

    // protocols(5): protocol number [aliases ...]. Linux has numbers above IANA's 255, such as 262 for mptcp.
    private static ProtocolEntry? Parse(LineReader line)
    {
        line.NextWord(out ReadOnlySpan<char> name);
        line.NextWord(out ReadOnlySpan<char> digits);
        if (ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            return new ProtocolEntry(name.ToString(), number, line.RemainingWords());
        line.Skip("a protocol needs a number from 0 to 65535, as in 'tcp 6 TCP'");
        return null;
    }

    private void Add(ProtocolEntry entry)
    {
        _entries.Add(entry);
        _byNumber.TryAdd(entry.Number, entry);
        _byName.Add(entry.Name, OnlyGroup, entry);
        foreach (string alias in entry.Aliases)
            _byName.Add(alias, OnlyGroup, entry);
    }
}
