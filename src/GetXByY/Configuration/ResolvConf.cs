using System.Net;
using System.Text;

namespace GetXByY.Configuration;

/// <summary>What resolv.conf(5) and the two environment variables beside it tell the resolver, read as glibc reads them:
/// a keyword or a comment begins in the first column. Filled by <see cref="Read"/> on one thread, not changed afterwards.
/// </summary>
internal sealed class ResolvConf
{
    private const int MaxSearch = 250;
    private const int MaxServers = 3;

    private readonly List<IPEndPoint> _servers = [];
    private readonly SettingList _settings;
    private readonly bool _searchIsFixed;
    private List<string>? _search;
    private int _serverLines;

    private ResolvConf(SettingList settings, bool searchIsFixed)
    {
        _settings = settings;
        _searchIsFixed = searchIsFixed;
        Switches = new ResolverSwitches(settings);
    }

    internal IReadOnlyList<IPEndPoint> Servers { get; private set; } = [];

    /// <summary>The suffixes, in order; an empty one is the root, which stands for the name as it is.</summary>
    internal IReadOnlyList<string> Search { get; private set; } = [];

    internal ResolverSwitches Switches { get; }

    /// <summary>Reads the file. Where it is missing or tells nothing the manual page's defaults hold, and what the system
    /// says of its interfaces.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="environment">What is around the process.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    /// <param name="settings">Where the others are.</param>
    internal static ResolvConf Read(
        string path, ResolverEnvironment environment, ICollection<ConfigurationProblem> problems, SettingList settings)
    {
        var result = new ResolvConf(settings, environment.LocalDomain is not null);
        if (environment.LocalDomain is not null)
            result.TakeSearch(Text(ResolverEnvironment.LocalDomainVariable, environment.LocalDomain, problems));
        LineReader lines = LineReader.Open(path, problems, commentMarks: "#;", commentsAreLines: true);
        while (lines.NextLine())
            result.TakeLine(lines);
        if (environment.Options is not null)
            result.Switches.Take(Text(ResolverEnvironment.OptionsVariable, environment.Options, problems));
        result.TakeDefaults(lines.Status, environment.Domain);
        return result;
    }

    // A variable is a file of one line.
    private static LineReader Text(string name, string text, ICollection<ConfigurationProblem> problems)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings(" "));
        var line = new LineReader(name, FileContent.Of(bytes), problems, commentMarks: "") { IsOneLine = true };
        line.NextLine();
        return line;
    }

    private void TakeDefaults(FileStatus status, string localDomain)
    {
        Servers = _servers;
        if (_servers.Count == 0)
            // elsewhere than on Windows and macOS resolv.conf is all there is
            Servers = SystemServers.Find(status == FileStatus.Read, _settings);
        if (_search is null)
        {
            // The domain of the machine, and where no file tells anything those of the interfaces.
            AddDomain(localDomain, "domain of the host name");
            if (status != FileStatus.Read)
                SystemServers.AddSuffixes(AddDomain);
        }
        Search = _search ?? [];
    }

    private void AddDomain(string domain, string origin)
    {
        _search ??= [];
        if (NameRule.Violation(domain) is not null || _search.Contains(domain, StringComparer.OrdinalIgnoreCase))
            return;
        _search.Add(domain);
        _settings.Add("search", domain, origin);
    }

    private void TakeLine(LineReader line)
    {
        if (line.IsIndented)
        {
            line.Skip("a keyword begins in the first column; glibc does not see this line either");
            return;
        }
        line.NextWord(out ReadOnlySpan<char> keyword);
        switch (keyword)
        {
            case "nameserver":
                TakeServer(line);
                break;
            case "domain" or "search" when _searchIsFixed:
                line.Skip("the environment variable LOCALDOMAIN takes its place");
                break;
            case "domain":
                TakeSearch(line, limit: 1);
                break;
            case "search":
                TakeSearch(line);
                break;
            case "options":
                Switches.Take(line);
                break;
            case "sortlist":
                line.Skip("sortlist is ignored: addresses come in the order of RFC 6724, which gai.conf(5) can change");
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
        if (!AddressText.TryParseServer(text, out IPAddress? address, out string reason))
        {
            line.Skip(reason);
            return;
        }
        if (reason.Length > 0)
            line.Skip($"{reason}; without it the server can hardly be reached");
        var server = new IPEndPoint(address, SystemServers.Port);
        // as in glibc one that is listed twice takes the place of another
        if (++_serverLines > MaxServers)
            line.Skip("only the first 3 servers are used, as resolv.conf(5) says");
        else if (_servers.Contains(server))
            line.Skip("this server is listed already");
        else
        {
            _servers.Add(server);
            _settings.Add("nameserver", address.ToString(), line.Path, line.Number);
        }
    }

    // The last search or domain line wins, so each makes a new list.
    private void TakeSearch(LineReader line, int limit = MaxSearch)
    {
        bool isVariable = _searchIsFixed;
        if (line.Rest.IsEmpty && !isVariable)
        {
            line.Skip("the domain is missing");
            return;
        }
        _search = [];
        _settings.Remove("search");
        while (limit-- > 0 && line.NextWord(out ReadOnlySpan<char> word))
        {
            ReadOnlySpan<char> domain = NameRule.WithoutFinalDot(word);
            // "search ." is how systemd-resolved writes that there is nothing to search; domain is the root then
            if (!domain.IsEmpty && NameRule.Violation(domain) is { } reason)
                line.Skip(reason);
            else if (domain.ToString() is var name && !_search.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _search.Add(name);
                _settings.Add("search", name.Length == 0 ? "." : name, line.Path, line.Number);
            }
        }
        if (_search.Count == MaxSearch && !line.Rest.IsEmpty)
            line.Skip($"only the first {MaxSearch} domains are searched");
    }
}
