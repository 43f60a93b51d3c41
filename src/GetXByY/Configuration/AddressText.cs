using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace GetXByY.Configuration;

/// <summary>Reads the addresses in files as inet_pton(3) does, with a scope behind IPv6. <see cref="IPAddress"/> would
/// also take <c>127.1</c>, octal numbers, brackets and ports. Stateless, so it may be used from any thread.</summary>
internal static class AddressText
{
    private static readonly SearchValues<char> s_ipv6 = SearchValues.Create("0123456789abcdefABCDEF:.");

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
        if (bare.ContainsAnyExcept(s_ipv6) || !IPAddress.TryParse(bare, out IPAddress? parsed))
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
            if (!IPAddress.TryParse(text, out address))
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
        Span<char> normal = stackalloc char[15];
        if (!IPAddress.TryParse(text, out address))
            return false;
        if (!address.TryFormat(normal, out int length) || !text.SequenceEqual(normal[..length]))
        {
            address = null;
            reason = "an IPv4 address must be written as four decimal numbers without leading zeros";
            return false;
        }
        reason = "";
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
