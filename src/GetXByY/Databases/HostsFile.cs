using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>The hosts of a file of the form of hosts(5), found by name and by address. Immutable, so it may be used
/// from any thread.</summary>
/// <remarks>Most names stand in one line, so the entry of each line is made once and shared by its names; only for
/// names that stand in several lines is an entry put together at the look-up. Keeping those as well could square the
/// size of the file.</remarks>
internal sealed class HostsFile
{
    private readonly List<HostEntry> _lines = [];
    private readonly Dictionary<string, NameLines> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, NameLines>.AlternateLookup<ReadOnlySpan<char>> _byNameSpan;
    private readonly Dictionary<IPAddress, int> _byAddress = [];

    private HostsFile(FileStatus status)
    {
        Status = status;
        _byNameSpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How the reading of the file went; unless it was read there are no hosts.</summary>
    internal FileStatus Status { get; }

    /// <summary>The entry of each line, in the order of the file.</summary>
    internal IReadOnlyList<HostEntry> Lines => _lines;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="problems">Where skipped lines and names are listed.</param>
    internal static HostsFile Load(string path, ICollection<ConfigurationProblem> problems)
    {
        LineReader lines = LineReader.Open(path, problems);
        var hosts = new HostsFile(lines.Status);
        while (lines.NextLine())
            hosts.TakeLine(lines);
        return hosts;
    }

    /// <summary>Finds a host by its name in any case, with or without a dot at its end.</summary>
    /// <param name="name">The name, canonical or alias.</param>
    /// <param name="family">InterNetwork or InterNetworkV6 for the lines with such an address, or Unspecified for
    /// all.</param>
    /// <returns>The first name and all other names and addresses of all lines with the name, or null.</returns>
    internal HostEntry? FindByName(ReadOnlySpan<char> name, AddressFamily family)
    {
        if (!_byNameSpan.TryGetValue(NameRule.WithoutFinalDot(name), out NameLines? lines))
            return null;
        HostEntry? first = null;
        HostMerge? merge = null;
        int taken = 0;
        for (int i = 0; i < lines.Count && taken < NameLines.MaxOfFamily; i++)
        {
            HostEntry line = _lines[lines[i]];
            if (family != AddressFamily.Unspecified && family != line.Addresses[0].AddressFamily)
                continue;
            if (taken++ == 0)
            {
                first = line;
                continue;
            }
            merge ??= new HostMerge(first!);
            merge.Add(line);
        }
        return merge?.ToEntry() ?? first;
    }

    /// <summary>Finds the first line with an address.</summary>
    /// <param name="address">The address. Where only one of the caller and the file tells a scope, it is not
    /// compared.</param>
    /// <returns>The line's names and address, or null.</returns>
    internal HostEntry? FindByAddress(IPAddress address)
    {
        if (_byAddress.TryGetValue(address, out int line))
            return _lines[line];
        bool found = HasScope(address) && _byAddress.TryGetValue(WithoutScope(address), out line)
            && !HasScope(_lines[line].Addresses[0]);
        return found ? _lines[line] : null;
    }

    // hosts(5): IP_address canonical_hostname [aliases...]
    private void TakeLine(LineReader line)
    {
        line.NextWord(out ReadOnlySpan<char> text);
        if (!AddressText.TryParse(text, out IPAddress? address, out string reason))
        {
            line.Skip(reason);
            return;
        }
        if (line.Rest.IsEmpty)
        {
            line.Skip("there is no name behind the address");
            return;
        }
        List<string> names = TakeNames(line, address.AddressFamily);
        if (names.Count == 0)
            return;
        int number = _lines.Count;
        _lines.Add(new HostEntry(names[0], names.Count == 1 ? null : names[1..].AsReadOnly(), [address]));
        _byAddress.TryAdd(address, number);
        if (HasScope(address))
            _byAddress.TryAdd(WithoutScope(address), number);
    }

    private List<string> TakeNames(LineReader line, AddressFamily family)
    {
        List<string> names = [];
        while (line.NextWord(out ReadOnlySpan<char> word))
        {
            ReadOnlySpan<char> name = NameRule.WithoutFinalDot(word);
            if (NameRule.Violation(name) is { } violation)
            {
                line.Skip(violation);
                continue;
            }
            if (!TryGetKey(name, out string? key))
            {
                line.Skip("the name has a character that IDNA does not allow, or is too long for it");
                continue;
            }
            if (TryIndex(key, _lines.Count, family))
                names.Add(name.ToString());
        }
        return names;
    }

    // What is looked up has been converted to ASCII; the entry shows the name as the file has it.
    private static bool TryGetKey(ReadOnlySpan<char> name, [NotNullWhen(true)] out string? key)
    {
        key = null;
        if (Ascii.IsValid(name))
        {
            key = name.ToString();
            return true;
        }
        Span<byte> ascii = stackalloc byte[HostNames.MaxLength];
        if (!HostNames.TryToAscii(Encoding.UTF8.GetBytes(name.ToString()), ascii, out int length))
            return false;
        string text = Encoding.ASCII.GetString(ascii[..length]);
        if (NameRule.Violation(text) is not null)
            return false;
        key = text;
        return true;
    }

    // False when this line has the name already.
    private bool TryIndex(string name, int line, AddressFamily family)
    {
        if (_byName.TryGetValue(name, out NameLines? lines))
            return lines.TryAdd(line, family);
        _byName.Add(name, new NameLines(line, family));
        return true;
    }

    private static bool HasScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0;

    private static IPAddress WithoutScope(IPAddress address) => new(address.GetAddressBytes());
}
