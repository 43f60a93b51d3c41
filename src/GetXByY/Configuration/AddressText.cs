using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace GetXByY.Configuration;

/// <summary>Reads the addresses in files as inet_pton(3) does, with a scope behind IPv6. <see cref="IPAddress"/> would
/// also take <c>127.1</c>, octal numbers, brackets and ports. Stateless, so it may be used from any thread.</summary>
internal static class AddressText
{
    /// <summary>Reads one address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="reason">Why it is none; empty when it is one.</param>
    /// <returns>Whether it is one.</returns>
    internal static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address, out string reason)
    {
        reason = "this is no IPv4 or IPv6 address";
        if (!text.Contains(':'))
            return TryParseIPv4(text, out address, ref reason);
        int percent = text.IndexOf('%');
        ReadOnlySpan<char> bare = percent < 0 ? text : text[..percent];
        address = null;
        if (!HasOnlyIpv6(bare) || !IPAddress.TryParse(bare, out IPAddress? parsed))
            return false;
        if (percent >= 0)
        {
            if (!TryParseScope(text, percent, out long scope))
            {
                reason = "no network interface here has the name or number behind the % sign";
                return false;
            }
            parsed.ScopeId = scope;
        }
        address = parsed;
        reason = "";
        return true;
    }

    /// <summary>Reads the address of a name server as glibc does: IPv4 also in the other forms of inet_aton(3).</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address, without its scope if that is unknown; or null.</param>
    /// <param name="reason">Why it is none, or what is wrong with its scope; otherwise empty.</param>
    /// <returns>Whether it is one.</returns>
    internal static bool TryParseServer(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address, out string reason)
    {
        reason = "this is no IPv4 or IPv6 address";
        if (!text.Contains(':'))
        {
            if (!TryParseIPv4(text, out address, ref reason) && !IPAddress.TryParse(text, out address))
                return false;
            reason = "";
            return true;
        }
        if (TryParse(text, out address, out reason))
            return true;
        int percent = text.IndexOf('%');
        return percent >= 0 && TryParse(text[..percent], out address, out _);
    }

    private static bool TryParseIPv4(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address, ref string reason)
    {
        Span<byte> octets = stackalloc byte[4];
        if (TryParseFourNumbers(text, octets))
        {
            address = new IPAddress(octets);
            reason = "";
            return true;
        }
        if (IPAddress.TryParse(text, out address))
            reason = "an IPv4 address must be written as four decimal numbers without leading zeros";
        address = null;
        return false;
    }

    // By hand, since .NET's reader is made again for each kind of text, when a program first uses it: half of the time until
    // the files are read.
    private static bool TryParseFourNumbers(ReadOnlySpan<char> text, Span<byte> octets)
    {
        int position = 0;
        for (int i = 0; i < octets.Length; i++)
        {
            if (i > 0 && (position == text.Length || text[position++] != '.'))
                return false;
            int start = position;
            int octet = 0;
            while (position < text.Length && position < start + 3 && char.IsAsciiDigit(text[position]))
                octet = 10 * octet + text[position++] - '0';
            if (position == start || octet > byte.MaxValue || (text[start] == '0' && position > start + 1))
                return false;
            octets[i] = (byte)octet;
        }
        return position == text.Length;
    }

    private static bool HasOnlyIpv6(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c) && c is not (':' or '.'))
                return false;
        }
        return true;
    }

    private static bool TryParseScope(ReadOnlySpan<char> text, int percent, out long scope)
    {
        ReadOnlySpan<char> name = text[(percent + 1)..];
        if (uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            scope = number;
            return number > 0;
        }
        // .NET asks the system for the interface's number, and gives 0 or refuses when there is no such interface
        scope = IPAddress.TryParse(text, out IPAddress? scoped) ? scoped.ScopeId : 0;
        return scope > 0;
    }
}
