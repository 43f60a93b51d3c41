using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Hosting.Options;

/// <summary>The texts of a configuration: each method returns null, or what the text is not.</summary>
internal static class SettingText
{
    internal const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private const int DnsPort = 53;

    internal static string? TryTime(string text, out TimeSpan value) =>
        // A number alone would be days.
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && text.Contains(':')
            ? null : "which is no time such as 00:00:05";

    internal static string? TryWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value) ? null : "which is no whole number";

    internal static string? TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? null : "which is no number";

    internal static string? TryTruth(string text, out bool value) =>
        bool.TryParse(text, out value) ? null : "which is neither true nor false";

    internal static string? TryPath(string text, out string value)
    {
        value = text;
        return null;
    }

    internal static string? TryKinds(string text, out TelemetryKinds value)
    {
        value = TelemetryKinds.None;
        foreach (string part in text.Split(',', Trimmed))
        {
            // The numbers of an enumeration are nobody's words.
            if (!Enum.TryParse(part, ignoreCase: true, out TelemetryKinds kind) || !char.IsLetter(part[0]))
                return "which is no kind of telemetry";
            value |= kind;
        }
        return null;
    }

    internal static string? TryServer(string text, out IPEndPoint value)
    {
        value = null!;
        // "53" would be 0.0.0.53.
        if (!IPEndPoint.TryParse(text, out IPEndPoint? server) || !(text.Contains(':') || text.Count(c => c == '.') == 3))
            return "which is no IP address";
        bool hasPort = server.AddressFamily == AddressFamily.InterNetwork ? text.Contains(':') : text.Contains("]:");
        value = hasPort ? server : new IPEndPoint(server.Address, DnsPort);
        return null;
    }
}
