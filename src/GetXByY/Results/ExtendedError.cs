using System.Buffers;
using System.Globalization;
using System.Text;

namespace GetXByY;

/// <summary>What a name server said about a failure beyond its response code (RFC 8914): that it is DNSSEC which does not
/// hold, that somebody blocks the name, that it could not reach those who know. It is for people: anybody on the way to the
/// server could have written it.</summary>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed class ExtendedError
{
    /// <summary>Of a longer text only so many characters are kept.</summary>
    internal const int MaxTextLength = 200;

    // The registry "Extended DNS Error Codes" of IANA, by number.
    private static readonly string[] s_purposes =
    [
        "Other Error", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer",
        "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing",
        "RRSIGs Missing", "No Zone Key Bit Set", "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored",
        "Filtered", "Prohibited", "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported", "No Reachable Authority",
        "Network Error", "Invalid Data", "Signature Expired before Valid", "Too Early",
        "Unsupported NSEC3 Iterations Value", "Unable to conform to policy", "Synthesized", "Invalid Query Type",
    ];

    /// <param name="infoCode">The code.</param>
    /// <param name="text">The text, in what should be UTF-8.</param>
    internal ExtendedError(int infoCode, ReadOnlySpan<byte> text)
    {
        InfoCode = infoCode;
        Text = ToSafeText(text);
    }

    /// <summary>The INFO-CODE, a number of IANA's registry.</summary>
    /// <value>From 0 to 65,535.</value>
    public int InfoCode { get; }

    /// <summary>The name of the code in the registry, such as "DNSSEC Bogus".</summary>
    /// <value>Empty for codes that were not in it when this library was made.</value>
    public string Purpose => InfoCode < s_purposes.Length ? s_purposes[InfoCode] : "";

    /// <summary>The EXTRA-TEXT of the server, perhaps empty.</summary>
    /// <value>At most 200 characters. What could play tricks with a terminal or a log, such as controls, line ends and marks
    /// for another direction of writing, is replaced by <c>?</c>.</value>
    public string Text { get; }

    /// <summary>The code, its name and the text, in one line.</summary>
    public override string ToString()
    {
        string code = InfoCode.ToString(CultureInfo.InvariantCulture);
        string head = Purpose.Length > 0 ? $"{Purpose} ({code})" : $"extended error {code}";
        return Text.Length > 0 ? $"{head}: {Text}" : head;
    }

    private static string ToSafeText(ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder();
        while (!utf8.IsEmpty && text.Length < MaxTextLength)
        {
            bool isValid = Rune.DecodeFromUtf8(utf8, out Rune rune, out int used) == OperationStatus.Done;
            text.Append(isValid && IsSafe(rune) && rune.IsBmp ? (char)rune.Value : '?');
            utf8 = utf8[used..];
        }
        return text.ToString().TrimEnd('.', ' ');
    }

    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
