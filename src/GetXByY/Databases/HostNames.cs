using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;

namespace GetXByY.Databases;

/// <summary>What the text that is to be looked up as a host means: an address in itself, or a name to ask for.</summary>
internal static class HostNames
{
    /// <summary>Octets of the longest text that can be a name.</summary>
    internal const int MaxLength = 255;

    // UTF-8 takes up to three octets for a character, and 255 characters is more than any name has.
    private const int MaxTextLength = 3 * MaxLength;

    private static readonly IdnMapping s_idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Turns a name in UTF-8 into ASCII; names beyond ASCII by IDNA as the platform does it (UTS #46).</summary>
    /// <returns>False when that is impossible: too long, not valid UTF-8, or nothing that IDNA allows.</returns>
    internal static bool TryToAscii(ReadOnlySpan<byte> text, Span<byte> ascii, out int length)
    {
        length = text.Length;
        if (Ascii.IsValid(text))
        {
            if (length > MaxLength)
                return false;
            text.CopyTo(ascii);
            return true;
        }
        if (length > MaxTextLength)
            return false;
        try
        {
            string name = s_idn.GetAscii(s_strict.GetString(text));
            length = name.Length;
            return length <= MaxLength && Encoding.ASCII.TryGetBytes(name, ascii, out length);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Recognises an address in text: IPv4 in every form that inet_addr(3) takes, IPv6 as in RFC 4291
    /// section 2.2, with a scope or without.</summary>
    /// <returns>False when it is a name. What looks like an address and is none gives a failure.</returns>
    internal static bool TryParseAddress(
        ReadOnlySpan<char> text, AddressFamily family, out LookupResult<object> result)
    {
        result = Failures.ImpossibleName;
        IPAddress? address;
        if (text.Contains(':'))
        {
            // No host name has a colon, so this is an IPv6 address or nothing.
            if (!AddressText.TryParse(text, out address, out _))
                return true;
        }
        else if (text.Contains('/') || !IPAddress.TryParse(text, out address))
        {
            return false;
        }
        result = family == AddressFamily.Unspecified || address.AddressFamily == family
            ? new LookupResult<object>(new HostEntry(text.ToString(), [], [address]))
            : Failures.OtherFamily;
        return true;
    }
}
