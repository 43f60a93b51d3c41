using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace GetXByY.Cli.Options;

/// <summary>A name server: <c>9.9.9.9</c>, <c>9.9.9.9:53</c>, <c>::1</c>, <c>[::1]</c> or <c>[::1]:53</c>.</summary>
internal static class ServerText
{
    private const ushort DnsPort = 53;

    internal static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? server)
    {
        server = null;
        (string host, string? port) = Split(text);
        if (!AddressText.TryParse(host, out IPAddress? address) || !TryParsePort(port, out ushort number))
            return false;
        server = new IPEndPoint(address, number);
        return true;
    }

    private static (string Host, string? Port) Split(string text)
    {
        int bracket = text.IndexOf(']');
        if (text.StartsWith('[') && bracket > 0)
        {
            string host = text[1..bracket];
            string rest = text[(bracket + 1)..];
            // Brackets are for IPv6 alone, and only a port may follow them.
            if (!host.Contains(':') || (rest.Length > 0 && rest[0] != ':'))
                return ("", null);
            return (host, rest.Length > 0 ? rest[1..] : null);
        }
        int colon = text.IndexOf(':');
        return colon < 0 || colon != text.LastIndexOf(':') ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static bool TryParsePort(string? text, out ushort port)
    {
        port = DnsPort;
        return text is null
            || (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0);
    }
}
