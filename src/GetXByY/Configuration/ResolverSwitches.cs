using System.Globalization;

namespace GetXByY.Configuration;

/// <summary>The options of resolv.conf(5), read as glibc reads them: a name is known by its beginning, a number by its
/// first digits, and what is over a cap is the cap. Filled on one thread, not changed afterwards.</summary>
internal sealed class ResolverSwitches
{
    private const int MaxNdots = 15;
    private const int MaxTimeout = 30;
    private const int MaxAttempts = 5;

    private readonly SettingList _settings;

    internal ResolverSwitches(SettingList settings)
    {
        _settings = settings;
        settings.Set("ndots", "1", SettingList.Default);
        settings.Set("timeout", "5 s", SettingList.Default);
        settings.Set("attempts", "2", SettingList.Default);
    }

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

    /// <summary>Whether AAAA is never asked for (<c>no-aaaa</c>).</summary>
    internal bool NoAaaa { get; private set; }

    /// <summary>Whether AAAA is asked for when A is answered (<c>single-request</c>).</summary>
    internal bool SingleRequest { get; private set; }

    /// <summary>Whether a name without a dot is asked for only with a suffix, where there are suffixes
    /// (<c>no-tld-query</c>).</summary>
    internal bool NoTldQuery { get; private set; }

    /// <summary>Whether the AD bit is set in queries (<c>trust-ad</c>).</summary>
    internal bool TrustAd { get; private set; }

    /// <summary>Whether later changes of resolv.conf are not to be followed (<c>no-reload</c>).</summary>
    internal bool NoReload { get; private set; }

    /// <summary>Takes the options of a line.</summary>
    internal void Take(LineReader line)
    {
        ReadOnlySpan<char> text = line.TakeRest();
        while (!(text = text.TrimStart(" \t")).IsEmpty)
        {
            int length = text.IndexOfAny(' ', '\t');
            if (length < 0)
                length = text.Length;
            text = text[Math.Max(length, Take(text, text[..length], line))..];
        }
    }

    // Returns how much was taken: a number may stand behind white space.
    private int Take(ReadOnlySpan<char> text, ReadOnlySpan<char> option, LineReader line)
    {
        if (TryTakeNumber(text, option, line, out int taken))
            return taken;
        switch (option)
        {
            case ['r', 'o', 't', 'a', 't', 'e', ..]:
                Rotate = Say("rotate", line);
                break;
            case ['u', 's', 'e', '-', 'v', 'c', ..]:
                UseTcp = Say("use-vc", line);
                break;
            case var _ when option.StartsWith("no-aaaa"):
                NoAaaa = Say("no-aaaa", line);
                break;
            case var _ when option.StartsWith("single-request-reopen"):
                SingleRequest = Say("single-request-reopen", line);
                break;
            case var _ when option.StartsWith("single-request"):
                SingleRequest = Say("single-request", line);
                break;
            case var _ when option.StartsWith("no-tld-query") || option.StartsWith("no_tld_query"):
                NoTldQuery = Say("no-tld-query", line);
                break;
            case var _ when option.StartsWith("trust-ad"):
                TrustAd = Say("trust-ad", line);
                break;
            case var _ when option.StartsWith("no-reload"):
                NoReload = Say("no-reload", line);
                break;
            default:
                line.Skip($"option {Shown(option)} is ignored: {WhyIgnored(option)}");
                break;
        }
        return 0;
    }

    private bool Say(string name, LineReader line)
    {
        _settings.Set(name, "yes", line.Path, line.Number);
        return true;
    }

    private bool TryTakeNumber(ReadOnlySpan<char> text, ReadOnlySpan<char> option, LineReader line, out int taken)
    {
        taken = 0;
        if (option.StartsWith("ndots:"))
        {
            // glibc keeps ndots in four bits, so that less than 0 is the most
            Ndots = Number(text, option, line, 0, MaxNdots, belowLeast: MaxNdots, out taken);
            _settings.Set("ndots", $"{Ndots}", line.Path, line.Number);
        }
        else if (option.StartsWith("timeout:"))
        {
            int seconds = Number(text, option, line, 1, MaxTimeout, belowLeast: 1, out taken);
            Timeout = TimeSpan.FromSeconds(seconds);
            _settings.Set("timeout", $"{seconds} s", line.Path, line.Number);
        }
        else if (option.StartsWith("attempts:"))
        {
            Attempts = Number(text, option, line, 1, MaxAttempts, belowLeast: 1, out taken);
            _settings.Set("attempts", $"{Attempts}", line.Path, line.Number);
        }
        return taken > 0;
    }

    // As atoi(3): white space, a sign, digits; nothing is 0. resolv.conf(5): what is over the cap is silently the cap.
    private static int Number(
        ReadOnlySpan<char> text, ReadOnlySpan<char> option, LineReader line, int least, int most, int belowLeast,
        out int taken)
    {
        int start = option.IndexOf(':') + 1;
        while (start < text.Length && text[start] is (' ' or '\t'))
            start++;
        bool isNegative = start < text.Length && text[start] == '-';
        if (isNegative || (start < text.Length && text[start] == '+'))
            start++;
        taken = start;
        while (taken < text.Length && char.IsAsciiDigit(text[taken]))
            taken++;
        ReadOnlySpan<char> digits = text[start..taken];
        bool fits = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!fits && !digits.IsEmpty)
            number = int.MaxValue;
        if (isNegative)
            number = -number;
        int value = number < least ? belowLeast : Math.Min(number, most);
        if (digits.IsEmpty)
        {
            taken = option.Length;
            line.Skip($"option {Shown(option)} has no number behind its colon; it is taken as {value}");
        }
        else if (number < least)
        {
            line.Skip($"option {Shown(option)} is less than {least}; it is taken as {value}");
        }
        return value;
    }

    private static string WhyIgnored(ReadOnlySpan<char> option) => option switch
    {
        "edns0" => "queries have EDNS anyway, except for servers that do not understand it",
        "no-check-names" => "names in answers are not checked for letters and digits alone anyway",
        "inet6" or "no-inet6" => "whether IPv6 addresses are wanted is said by each look-up",
        "ip6-bytestring" or "ip6-dotint" or "no-ip6-dotint" => "IPv6 addresses are always looked up under ip6.arpa (RFC 3596)",
        "debug" => "nothing is printed",
        "strict-error" => "a failure of one family never hides the addresses of the other",
        _ => "it is unknown",
    };

    // a line may be one option of 64 KiB
    private static string Shown(ReadOnlySpan<char> option) =>
        option.Length <= 40 ? option.ToString() : $"{option[..39]}…";
}
