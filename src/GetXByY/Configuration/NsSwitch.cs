namespace GetXByY.Configuration;

/// <summary>The order of sources for hosts that nsswitch.conf(5) tells. Filled by <see cref="Read"/> on one thread,
/// not changed afterwards.</summary>
/// <remarks>Understood are <c>files</c> and <c>dns</c>. <c>resolve</c> is systemd's way to ask DNS, so it stands for
/// dns in a line without dns. Where the file, the line or everything in it that is understood is missing, the order
/// is files, then dns: who names only sources that we lack still expects names to be found.</remarks>
internal sealed class NsSwitch
{
    private readonly List<HostSource> _sources = [];

    private NsSwitch()
    {
    }

    internal IReadOnlyList<HostSource> HostSources { get; private set; } = [];

    /// <summary>Whether names under <c>.local</c> end with a multicast source before dns is reached
    /// (<c>mdns4_minimal [NOTFOUND=return] dns</c>), so that they must not be asked of name servers.</summary>
    internal bool LocalIsMulticast { get; private set; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="problems">Where skipped lines and sources are listed.</param>
    internal static NsSwitch Read(string path, ICollection<ConfigurationProblem> problems)
    {
        var result = new NsSwitch();
        LineReader lines = LineReader.Open(path, problems);
        while (lines.NextLine())
            result.TakeLine(lines);
        result.HostSources = result._sources.Count > 0 ? result._sources : [HostSource.Files, HostSource.Dns];
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
        if (text[..colon].Trim() is not "hosts")
            return;
        // the last line wins, as in glibc
        _sources.Clear();
        LocalIsMulticast = false;
        TakeSources(text[(colon + 1)..], line);
    }

    // Brackets may touch the words around them and may have white space in them, so words are cut by hand.
    private void TakeSources(ReadOnlySpan<char> text, LineReader line)
    {
        bool hasDns = HasDns(text);
        bool afterMulticast = false;
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
            {
                TakeAction(word, afterMulticast, line);
                continue;
            }
            afterMulticast = word.StartsWith("mdns");
            TakeSource(word, hasDns, line);
        }
    }

    private void TakeSource(ReadOnlySpan<char> word, bool hasDns, LineReader line)
    {
        switch (word)
        {
            case "files":
                Add(HostSource.Files);
                break;
            case "dns":
                Add(HostSource.Dns);
                break;
            case "resolve" when !hasDns:
                Add(HostSource.Dns);
                line.Skip("source resolve is not available here; dns stands in for it");
                break;
            default:
                string shown = word.Length <= 40 ? word.ToString() : $"{word[..39]}…";
                line.Skip($"source {shown} is skipped: only files and dns are available here");
                break;
        }
    }

    private void TakeAction(ReadOnlySpan<char> action, bool afterMulticast, LineReader line)
    {
        bool returns = action.Contains("NOTFOUND=return", StringComparison.OrdinalIgnoreCase)
            && !action.Contains("!NOTFOUND", StringComparison.OrdinalIgnoreCase);
        if (afterMulticast && returns && !_sources.Contains(HostSource.Dns))
            LocalIsMulticast = true;
        else
            line.Skip("actions in brackets are skipped: a source that does not know a name hands it to the next");
    }

    private void Add(HostSource source)
    {
        if (!_sources.Contains(source))
            _sources.Add(source);
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
