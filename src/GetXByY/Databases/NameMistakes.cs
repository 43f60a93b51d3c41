using System.Buffers;
using System.Net;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>What people give instead of a host name. It is looked at only after a look-up has failed: DNS allows names with nearly
/// anything in them, so nothing is refused for its looks. Each reason is made once, so that failing costs no memory.</summary>
internal static class NameMistakes
{
    private const int MaxPortDigits = 5;

    private static readonly LookupResult<object> s_url = Mistake(
        "it is a URL; give its host alone (Uri.IdnHost)");

    private static readonly LookupResult<object> s_port = Mistake(
        "it is a host with a port; give the host alone (ConnectAsync takes the port by itself)");

    private static readonly LookupResult<object> s_brackets = Mistake(
        "an IPv6 address is in brackets in a URL only; give it without them");

    private static readonly LookupResult<object> s_scope = Mistake(
        "no network interface here has the name or number behind the % sign; give another, or the address without it");

    private static readonly LookupResult<object> s_scopeOfIpv4 = Mistake(
        "only an IPv6 address has a scope; leave out the % sign and what is behind it");

    private static readonly LookupResult<object> s_prefix = Mistake(
        "it is a network with the length of its prefix; give one address, without the slash");

    private static readonly LookupResult<object> s_path = Mistake(
        "it has a path or a query behind the host; give the host alone");

    private static readonly LookupResult<object> s_space = Mistake(
        "there is white space or a control character in it, perhaps a line end; take it off (string.Trim), and give one name at a time");

    private static readonly LookupResult<object> s_quotes = Mistake(
        "there are quotation marks around it; take them off");

    private static readonly LookupResult<object> s_mail = Mistake(
        "it is an e-mail address; give what stands behind the @ sign");

    private static readonly LookupResult<object> s_list = Mistake(
        "it is a list; look up each of its names by itself");

    private static readonly LookupResult<object> s_wildcard = Mistake(
        "it is a wildcard, which stands for names and is none; give one of them in full");

    private static readonly LookupResult<object> s_emptyLabel = Mistake(
        "it begins with a dot, or has two in a row; take out the one too many");

    private static readonly LookupResult<object> s_longLabel = Mistake(
        "it has a label of more than 63 octets, between two dots or before the first");

    private static readonly SearchValues<char> s_behindHost = SearchValues.Create("/?#");

    /// <summary>The failure with the reason that the text itself gives for it, if it does; otherwise as it was. The error is
    /// the same.</summary>
    internal static LookupResult<object> Explain(in LookupResult<object> failure, ReadOnlySpan<char> name)
    {
        if (failure.Error != LookupError.HostNotFound)
            return failure;
        return name.Contains("://", StringComparison.Ordinal) ? s_url
            : HasSpace(name) ? s_space
            : name is ['"', .., '"'] or ['\'', .., '\''] ? s_quotes
            : HasPort(name) ? s_port
            : name is ['[', .., ']'] && name.Contains(':') ? s_brackets
            : name.Contains('@') ? s_mail
            : name.ContainsAny(',', ';') ? s_list
            : name.Contains('%') && LooksLikeAddress(name[..name.IndexOf('%')]) ? name.Contains(':') ? s_scope : s_scopeOfIpv4
            : IsPrefix(name) ? s_prefix
            : name.ContainsAny(s_behindHost) ? s_path
            : name.Contains('*') ? s_wildcard
            : OfLabels(name) ?? failure;
    }

    private static LookupResult<object> Mistake(string reason) => new(LookupError.HostNotFound, reason);

    private static bool HasSpace(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                return true;
        }
        return false;
    }

    // One colon, or brackets before the last: an IPv6 address without brackets has no port.
    private static bool HasPort(ReadOnlySpan<char> name)
    {
        int colon = name.LastIndexOf(':');
        if (colon <= 0 || (name[colon - 1] != ']' && name.IndexOf(':') != colon))
            return false;
        ReadOnlySpan<char> port = name[(colon + 1)..];
        return port.Length is > 0 and <= MaxPortDigits && !port.ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsPrefix(ReadOnlySpan<char> name)
    {
        int slash = name.IndexOf('/');
        return slash > 0 && slash < name.Length - 1 && !name[(slash + 1)..].ContainsAnyExceptInRange('0', '9')
            && LooksLikeAddress(name[..slash]);
    }

    private static bool LooksLikeAddress(ReadOnlySpan<char> text) => IPAddress.TryParse(text, out _);

    private static LookupResult<object>? OfLabels(ReadOnlySpan<char> name)
    {
        if (name.IndexOf("..", StringComparison.Ordinal) >= 0 || name is ['.', _, ..])
            return s_emptyLabel;
        foreach (Range label in name.Split('.'))
        {
            // An escape has more characters than octets, and is left to those who can read it.
            if (name[label].Length > NameRule.MaxLabel && !name.Contains('\\'))
                return s_longLabel;
        }
        return null;
    }
}
