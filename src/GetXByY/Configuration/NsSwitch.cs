namespace GetXByY.Configuration;

/// <summary>The order of sources for hosts that nsswitch.conf(5) tells, with its actions. Filled by <see cref="Read"/> on
/// one thread, not changed afterwards.</summary>
/// <remarks>Sources that cannot be asked are listed, and are what they are where their module is missing: unavailable.
/// <c>resolve</c> is systemd's way to ask DNS, so it stands for dns in a line without dns. Where the file or the line is
/// missing, or names neither files nor dns nor myhostname, the order is files, then dns: who names only sources that we lack
/// still expects names to be found.</remarks>
internal sealed class NsSwitch
{
    private const string Database = "hosts";

    private readonly SettingList _settings;
    private List<HostStep> _steps = [];

    private NsSwitch(SettingList settings) => _settings = settings;

    /// <summary>The sources in their order; never empty.</summary>
    internal IReadOnlyList<HostStep> Steps => _steps;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="problems">Where skipped lines and sources are listed.</param>
    /// <param name="settings">Where the others are.</param>
    internal static NsSwitch Read(string path, ICollection<ConfigurationProblem> problems, SettingList settings)
    {
        var result = new NsSwitch(settings);
        LineReader lines = LineReader.Open(path, problems);
        while (lines.NextLine())
            result.TakeLine(lines);
        if (result._steps.TrueForAll(s => s.Source is HostSource.Absent or HostSource.Multicast))
        {
            result._steps = [.. result._steps.Where(s => s.Source == HostSource.Multicast)
                .Prepend(new HostStep(HostSource.Files)).Append(new HostStep(HostSource.Dns))];
            settings.Remove(Database);
            settings.Add(Database, "files", SettingList.Default);
            settings.Add(Database, "dns", SettingList.Default);
        }
        return result;
    }

    private void TakeLine(LineReader line)
    {
        ReadOnlySpan<char> text = line.Rest;
        int colon = text.IndexOf(':');
        if (colon < 0)
        {
            line.Skip("the line has no database with a colon behind it, as in 'hosts: files dns'");
            return;
        }
        if (text[..colon].Trim() is not Database)
            return;
        // the last line wins, as in glibc
        _steps.Clear();
        _settings.Remove(Database);
        TakeSources(text[(colon + 1)..], line);
        foreach (HostStep step in _steps)
        {
            if (step.Source is not (HostSource.Absent or HostSource.Multicast))
                _settings.Add(Database, SourceText.Of(step), line.Path, line.Number);
        }
    }

    // Brackets may touch the words around them and may have white space in them, so words are cut by hand.
    private void TakeSources(ReadOnlySpan<char> text, LineReader line)
    {
        bool hasDns = HasDns(text);
        while (!(text = text.TrimStart()).IsEmpty)
        {
            int length = text[0] == '[' ? text.IndexOf(']') + 1 : WordLength(text);
            if (length == 0)
            {
                line.Skip("a bracket is not closed; the rest of the line is ignored");
                return;
            }
            ReadOnlySpan<char> word = text[..length];
            text = text[length..];
            if (word[0] == '[')
                TakeActions(word[1..^1], line);
            else
                _steps.Add(new HostStep(SourceOf(word, hasDns, line)));
        }
    }

    private static HostSource SourceOf(ReadOnlySpan<char> word, bool hasDns, LineReader line)
    {
        switch (word)
        {
            case "files":
                return HostSource.Files;
            case "dns":
                return HostSource.Dns;
            case "myhostname":
                return HostSource.MyHostName;
            case "resolve" when !hasDns:
                line.Skip("source resolve cannot be asked; dns stands in for it");
                return HostSource.Dns;
            case "mdns" or "mdns4" or "mdns6" or "mdns_minimal" or "mdns4_minimal" or "mdns6_minimal":
                line.Skip($"source {word} cannot be asked: names under .local are not found by it");
                return HostSource.Multicast;
            default:
                string shown = word.Length <= 40 ? word.ToString() : $"{word[..39]}…";
                line.Skip($"source {shown} cannot be asked; only files, dns and myhostname can");
                return HostSource.Absent;
        }
    }

    private void TakeActions(ReadOnlySpan<char> actions, LineReader line)
    {
        if (_steps.Count == 0)
        {
            line.Skip("there is no source before the bracket");
            return;
        }
        SourceStatus returns = _steps[^1].Returns;
        foreach (Range range in actions.SplitAny(" \t"))
        {
            if (actions[range].IsEmpty)
                continue;
            if (!SourceText.TryTakeAction(actions[range], ref returns, out string? problem))
                line.Skip($"{problem}; the action is ignored");
        }
        _steps[^1] = _steps[^1] with { Returns = returns };
    }

    private static bool HasDns(ReadOnlySpan<char> text)
    {
        foreach (Range word in text.SplitAny(" \t[]"))
        {
            if (text[word] is "dns")
                return true;
        }
        return false;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '[' || char.IsWhiteSpace(text[i]))
                return i;
        }
        return text.Length;
    }
}
