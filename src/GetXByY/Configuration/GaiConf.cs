using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Configuration;

/// <summary>The tables of gai.conf(5) by which addresses are put in order. Filled by <see cref="Read"/> on one thread, not
/// changed afterwards.</summary>
/// <remarks>As in glibc a file with any valid line of a kind replaces the whole default table of that kind. Of two lines
/// for the same prefix the first counts. What glibc passes over in silence is listed. <c>reload</c> says how glibc follows
/// changes of the file, so it means nothing here.</remarks>
internal sealed class GaiConf
{
    private readonly List<PrefixRule> _labels = [];
    private readonly List<PrefixRule> _precedences = [];
    private readonly List<PrefixRule> _scopes = [];
    private readonly SettingList _settings;

    private GaiConf(SettingList settings) => _settings = settings;

    /// <summary>The lines <c>label</c>, in the order of the file; empty for the default table.</summary>
    internal IReadOnlyList<PrefixRule> Labels => _labels;

    /// <summary>The lines <c>precedence</c>, in the order of the file; empty for the default table.</summary>
    internal IReadOnlyList<PrefixRule> Precedences => _precedences;

    /// <summary>The lines <c>scopev4</c>, in the order of the file; empty for the default table.</summary>
    internal IReadOnlyList<PrefixRule> Scopes => _scopes;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; empty for none.</param>
    /// <param name="problems">Where skipped lines are listed.</param>
    /// <param name="settings">Where the others are.</param>
    internal static GaiConf Read(string path, ICollection<ConfigurationProblem> problems, SettingList settings)
    {
        var result = new GaiConf(settings);
        LineReader lines = LineReader.Open(path, problems);
        while (lines.NextLine())
            result.TakeLine(lines);
        return result;
    }

    private void TakeLine(LineReader line)
    {
        line.NextWord(out ReadOnlySpan<char> keyword);
        switch (keyword)
        {
            case "label":
                TakeRule("label", line, _labels);
                break;
            case "precedence":
                TakeRule("precedence", line, _precedences);
                break;
            case "scopev4":
                TakeRule("scopev4", line, _scopes);
                break;
            case "reload":
                break;
            default:
                line.Skip("unknown keyword; known are label, precedence, scopev4 and reload");
                break;
        }
    }

    // What stands behind the value is ignored, as in glibc.
    private void TakeRule(string keyword, LineReader line, List<PrefixRule> rules)
    {
        if (!line.NextWord(out ReadOnlySpan<char> prefix) || !line.NextWord(out ReadOnlySpan<char> text))
        {
            line.Skip("a prefix and a value are needed, as in 'precedence ::ffff:0:0/96 100'");
            return;
        }
        if (!TryParsePrefix(prefix, mapsIpv4: rules == _scopes, out PrefixRule? rule, out string reason))
        {
            line.Skip(reason);
            return;
        }
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            line.Skip("the value must be a number from 0 to 2147483647");
            return;
        }
        rules.Add(rule with { Value = value });
        _settings.Add(keyword, $"{prefix} {value}", line.Path, line.Number);
    }

    private static bool TryParsePrefix(
        ReadOnlySpan<char> text, bool mapsIpv4, [NotNullWhen(true)] out PrefixRule? rule, out string reason)
    {
        rule = null;
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> front = slash < 0 ? text : text[..slash];
        if (!AddressText.TryParse(front, out IPAddress? address, out reason))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetwork && !mapsIpv4)
        {
            reason = "the prefix must be IPv6; IPv4 is written ::ffff:0:0/96 here";
            return false;
        }
        int mapped = address.AddressFamily == AddressFamily.InterNetwork ? PrefixRule.MappedBits : 0;
        int length = 128 - mapped;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length)
            || length > 128 - mapped))
        {
            reason = $"the length of the prefix must be a number from 0 to {128 - mapped}";
            return false;
        }
        length += mapped;
        rule = new PrefixRule(PrefixRule.NumberOf(address), length, 0);
        reason = "scopev4 is about IPv4: 169.254.0.0/16 or ::ffff:169.254.0.0/112";
        return !mapsIpv4 || (length >= PrefixRule.MappedBits && (mapped > 0 || address.IsIPv4MappedToIPv6));
    }
}
