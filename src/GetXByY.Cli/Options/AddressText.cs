using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace GetXByY.Cli.Options;

/// <summary>Addresses as inet_pton(3) reads them. <see cref="IPAddress"/> alone would also take 127.1, octal numbers
/// and brackets; those are names to <c>getent</c>, and so they are here.</summary>
internal static class AddressText
{
    private static readonly SearchValues<char> s_ipv6 = SearchValues.Create("0123456789abcdefABCDEF:.");

    internal static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        if (text.Contains(':'))
            return TryParseIPv6(text, out address);
        return IPAddress.TryParse(text, out address) && address.ToString() == text;
    }

    private static bool TryParseIPv6(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        int percent = text.IndexOf('%');
        ReadOnlySpan<char> bare = percent < 0 ? text : text.AsSpan(0, percent);
        return !bare.ContainsAnyExcept(s_ipv6)
            && IPAddress.TryParse(text, out address)
            && (percent < 0 || address.ScopeId > 0);
    }
}
