using System.Net;

namespace GetXByY.Configuration;

/// <summary>What resolv.conf(5) tells the resolver. Filled by <see cref="Read"/> on one thread, not changed
/// afterwards.</summary>
internal sealed class ResolvConf
{
    private const int MaxSearch = 32;
    private const int MaxServers = 3;

    private readonly List<IPEndPoint> _servers = [];
    private List<string>? _search;

    private ResolvConf()
    {
    }

    internal IReadOnlyList<IPEndPoint> Servers { get; private set; } = [];

    internal IReadOnlyList<string> Search { get; private set; } = [];

    internal ResolverSwitches Switches { get; } = new();

    /// <summary>Reads the file. Where it is missing or tells nothing the manual page's defaults hold.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="localDomain">The search list when no line gives one; empty for none.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    internal static ResolvConf Read(
        string path, string localDomain, ICollection<ConfigurationProblem> problems)
    {
        var result = new ResolvConf();
        LineReader lines = LineReader.Open(path, problems, commentMarks: "#;");
        while (lines.NextLine())
            result.TakeLine(lines);

        if (result._servers.Count > 0)
            result.Servers = result._servers;
        else if (lines.Status == FileStatus.Read)
            result.Servers = [SystemServers.Local];
        else
            result.Servers = SystemServers.Find();

        bool hasDomain = NameRule.Violation(localDomain) is null;
        result.Search = result._search ?? (hasDomain ? [localDomain] : []);
        return result;
    }

    private void TakeLine(LineReader line)
    {
        line.NextWord(out ReadOnlySpan<char> keyword);
        switch (keyword)
        {
            case "nameserver":
                TakeServer(line);
                break;
            case "domain":
                TakeSearch(line, limit: 1);
                break;
            case "search":
                TakeSearch(line, limit: MaxSearch);
                break;
            case "options":
                while (line.NextWord(out ReadOnlySpan<char> option))
                    Switches.Take(option, line);
                break;
            case "sortlist":
                line.Skip("sortlist is not understood: IPv4 addresses come before IPv6 addresses, each in the order of the answer");
                break;
            default:
                line.Skip("unknown keyword; known are nameserver, search, domain and options");
                break;
        }
    }

    private void TakeServer(LineReader line)
    {
        if (!line.NextWord(out ReadOnlySpan<char> text))
        {
            line.Skip("the address is missing");
            return;
        }
        if (!AddressText.TryParse(text, out IPAddress? address, out string reason))
        {
            line.Skip(reason);
            return;
        }
        var server = new IPEndPoint(address, SystemServers.Port);
        if (_servers.Contains(server))
            line.Skip("this server is listed already");
        else if (_servers.Count == MaxServers)
            line.Skip("only the first 3 servers are used, as resolv.conf(5) says");
        else
            _servers.Add(server);
    }

    // The last search or domain line wins, so each makes a new list.
    private void TakeSearch(LineReader line, int limit)
    {
        if (!line.NextWord(out ReadOnlySpan<char> word))
        {
            line.Skip("the domain is missing");
            return;
        }
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        _search = [];
        do
        {
            // "search ." is how systemd-resolved writes that there is nothing to search
            if (word is ".")
                continue;
            ReadOnlySpan<char> domain = NameRule.WithoutFinalDot(word);
            if (NameRule.Violation(domain) is { } reason)
                line.Skip(reason);
            else if (domain.ToString() is var name && seen.Add(name))
                _search.Add(name);
        }
        while (--limit > 0 && line.NextWord(out word));
        if (_search.Count == MaxSearch && !line.Rest.IsEmpty)
            line.Skip("only the first 32 domains are searched");
    }
}
