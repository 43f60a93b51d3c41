using System.Globalization;

namespace GetXByY.Configuration;

/// <summary>The options of resolv.conf(5). Filled on one thread, not changed afterwards.</summary>
internal sealed class ResolverSwitches
{
    private const int MaxNdots = 15;
    private const int MaxTimeout = 30;
    private const int MaxAttempts = 5;

    /// <summary>A name with so many dots is tried as it is before the search list.</summary>
    internal int Ndots { get; private set; } = 1;

    /// <summary>How long one server has to answer one attempt.</summary>
    internal TimeSpan Timeout { get; private set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many times every server is asked.</summary>
    internal int Attempts { get; private set; } = 2;

    /// <summary>Whether look-ups begin with the servers in turn.</summary>
    internal bool Rotate { get; private set; }

    /// <summary>Whether servers are asked over TCP from the start (<c>use-vc</c>).</summary>
    internal bool UseTcp { get; private set; }

    /// <summary>Takes one option of a line, or lists it there.</summary>
    internal void Take(ReadOnlySpan<char> option, LineReader line)
    {
        int colon = option.IndexOf(':');
        switch (colon < 0 ? option : option[..colon])
        {
            case "ndots" when TryNumber(option, colon, line, 0, MaxNdots, out int number):
                Ndots = number;
                break;
            case "timeout" when TryNumber(option, colon, line, 1, MaxTimeout, out int number):
                Timeout = TimeSpan.FromSeconds(number);
                break;
            case "attempts" when TryNumber(option, colon, line, 1, MaxAttempts, out int number):
                Attempts = number;
                break;
            case "ndots" or "timeout" or "attempts":
                break;
            case "rotate":
                Rotate = true;
                break;
            case "use-vc":
                UseTcp = true;
                break;
            default:
                if (WhyIgnored(option) is { } reason)
                    line.Skip($"option {Shown(option)} is ignored: {reason}");
                break;
        }
    }

    // resolv.conf(5): what is over the cap is silently taken as the cap.
    private static bool TryNumber(
        ReadOnlySpan<char> option, int colon, LineReader line, int least, int most, out int number)
    {
        ReadOnlySpan<char> digits = colon < 0 ? default : option[(colon + 1)..];
        number = 0;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            line.Skip($"option {Shown(option)} needs a number after a colon");
            return false;
        }
        bool fits = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        number = fits ? Math.Min(number, most) : most;
        if (number >= least)
            return true;
        line.Skip($"option {Shown(option)} is ignored: the least is {least}");
        return false;
    }

    private static string? WhyIgnored(ReadOnlySpan<char> option) => option switch
    {
        // what this resolver does anyway, or what changes nothing that a caller could see
        "edns0" or "inet6" or "no-inet6" or "ip6-bytestring" or "ip6-dotint" or "no-ip6-dotint" or "no-check-names"
            or "no-reload" or "trust-ad" or "debug" => null,
        "single-request" or "single-request-reopen" => "A and AAAA are separate queries that may be under way at once",
        "no-aaaa" => "IPv6 addresses are asked for whenever the caller wants them",
        "no-tld-query" => "a name without dots is asked as it is after the search list",
        _ => "it is unknown",
    };

    // a line may be one option of 64 KiB
    private static string Shown(ReadOnlySpan<char> option) =>
        option.Length <= 40 ? option.ToString() : $"{option[..39]}…";
}
