using System.Globalization;
using System.Net;
using System.Text;
using GetXByY.Lookups;

namespace GetXByY.Telemetry;

/// <summary>What attributes say of a look-up: few words, but for the question.</summary>
internal static class TelemetryText
{
    private const int MaxQuestion = 255;

    internal static string DatabaseOf(LookupKind kind) => kind switch
    {
        LookupKind.HostByName or LookupKind.HostByAddress => "hosts",
        LookupKind.ServiceByName or LookupKind.ServiceByPort => "services",
        _ => "protocols",
    };

    internal static string TitleOf(LookupKind kind) => kind switch
    {
        LookupKind.HostByName => "DNS lookup",
        LookupKind.HostByAddress => "DNS reverse lookup",
        LookupKind.ServiceByName or LookupKind.ServiceByPort => "service lookup",
        _ => "protocol lookup",
    };

    /// <summary>What is looked up, at most 255 characters of it.</summary>
    internal static string QuestionOf(in LookupRequest request)
    {
        if (request.Kind == LookupKind.HostByAddress && request.Argument.Length is 4 or 16)
            return new IPAddress(request.Argument).ToString();
        string text = request.Kind is LookupKind.ServiceByPort or LookupKind.ProtocolByNumber
            ? request.Number.ToString(CultureInfo.InvariantCulture)
            : Encoding.UTF8.GetString(request.Argument);
        if (request.HasProtocol)
            text = $"{text}/{Encoding.UTF8.GetString(request.Protocol)}";
        return text.Length <= MaxQuestion ? text : text[..MaxQuestion];
    }

    /// <summary>The value of <c>error.type</c>; null for a look-up that found something.</summary>
    /// <param name="result">The result; null when the look-up was cancelled.</param>
    internal static string? ErrorOf(in LookupResult<object>? result) => result?.Error switch
    {
        null => "cancelled",
        LookupError.None => null,
        LookupError.HostNotFound => "host_not_found",
        LookupError.TryAgain => "try_again",
        LookupError.NoRecovery => "no_recovery",
        LookupError.NoData => "no_data",
        LookupError.NetworkDown => "network_down",
        // An argument that a face refuses, with that face's code.
        LookupError code => ((int)code).ToString(CultureInfo.InvariantCulture),
    };
}
