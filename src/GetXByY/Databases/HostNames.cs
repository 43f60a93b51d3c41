using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>What the text that is to be looked up as a host means: an address in itself, or a name to ask for.</summary>
internal static class HostNames
{
    /// <summary>Octets of the longest text that can be a name.</summary>
    internal const int MaxLength = 255;

    // UTF-8 takes up to three octets for a character, and 255 characters is more than any name has.
    private const int MaxTextLength = 3 * MaxLength;

    private static readonly IdnMapping s_idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };
    // UTS #46 section 2.3: what counts as a dot between labels.
    private static readonly char[] s_dots = ['.', '\u3002', '\uFF0E', '\uFF61'];
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Turns a name in UTF-8 into the ASCII that is looked up. Labels beyond ASCII are converted by IDNA as the
    /// platform does it (UTS #46, not transitional); the others are left as they are, with underscores and whatever else
    /// labels of services have. Escapes (RFC 1035 5.1) without need are undone, so that one name has one text.
    /// </summary>
    /// <returns>False when that is impossible: too long, not valid UTF-8, or nothing that IDNA allows.</returns>
    internal static bool TryToAscii(ReadOnlySpan<byte> text, Span<byte> ascii, out int length)
    {
        length = text.Length;
        if (!Ascii.IsValid(text))
            return length <= MaxTextLength && TryConvert(text, ascii, out length);
        if (length > MaxLength)
            return false;
        if (text.IndexOf((byte)'\\') >= 0)
            return TryUnescape(text, ascii, out length);
        text.CopyTo(ascii);
        return true;
    }

    private static bool TryConvert(ReadOnlySpan<byte> text, Span<byte> ascii, out int length)
    {
        length = 0;
        try
        {
            string[] labels = s_strict.GetString(text).Split(s_dots);
            for (int i = 0; i < labels.Length; i++)
            {
                if (Ascii.IsValid(labels[i]))
                    continue;
                labels[i] = s_idn.GetAscii(labels[i]);
                // Some characters are dots or backslashes once they are converted; nobody means that.
                if (labels[i].AsSpan().ContainsAny('.', '\\'))
                    return false;
            }
            string name = string.Join('.', labels);
            return name.Length <= MaxLength && Encoding.ASCII.TryGetBytes(name, ascii, out length)
                && (!name.Contains('\\') || TryUnescape(ascii[..length].ToArray(), ascii, out length));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> ascii, out int length)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        if (!DomainName.TryWrite(text, wire, out length))
            return false;
        string name = DomainName.ToText(wire[..length]) + (DomainName.IsAbsolute(text) ? "." : "");
        return name.Length <= MaxLength && Encoding.ASCII.TryGetBytes(name, ascii, out length);
    }

    /// <summary>Recognises an address in text: IPv4 in every form that inet_addr(3) takes, IPv6 as in RFC 4291
    /// section 2.2, with a scope or without.</summary>
    /// <returns>False when it is a name. What looks like an address and is none gives a failure: a name server is not to
    /// be asked for a slip in an address.</returns>
    internal static bool TryParseAddress(
        ReadOnlySpan<char> text, AddressFamily family, out LookupResult<object> result)
    {
        result = Failures.ImpossibleName;
        IPAddress? address;
        // IPv6 has a colon, and every form of IPv4 begins with a digit.
        if (text.Contains(':'))
        {
            // No host name has a colon, so this is an IPv6 address or nothing.
            if (!AddressText.TryParse(text, out address, out _))
                return true;
        }
        else if (text is not [>= '0' and <= '9', ..] || text.Contains('/') || !IPAddress.TryParse(text, out address))
        {
            result = Failures.NoAddressInText;
            return IsDottedNumbers(text);
        }
        result = family == AddressFamily.Unspecified || address.AddressFamily == family
            ? new LookupResult<object>(new HostEntry(text.ToString(), [], [address]))
            : Failures.OtherFamily;
        return true;
    }

    /// <summary>Digits and dots, as no host name is (RFC 1123 section 2.1): the last label of one is alphabetic.</summary>
    private static bool IsDottedNumbers(ReadOnlySpan<char> text) =>
        text is [>= '0' and <= '9', ..] && text.Contains('.') && !text.ContainsAnyExcept("0123456789.");
}
