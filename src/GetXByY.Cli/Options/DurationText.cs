using System.Globalization;

namespace GetXByY.Cli.Options;

/// <summary>A time with its unit: <c>500ms</c>, <c>1.5s</c>, <c>2m</c>.</summary>
internal static class DurationText
{
    // The limits of NameResolverOptions.Timeout.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_most = TimeSpan.FromDays(24);

    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        string number = text.TrimEnd("ms".ToCharArray());
        double unit = text[number.Length..] switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            _ => 0,
        };
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count))
            return false;
        double milliseconds = count * unit;
        // The way round that refuses NaN too, which is a number to double.TryParse.
        if (!(milliseconds >= s_least.TotalMilliseconds && milliseconds <= s_most.TotalMilliseconds))
            return false;
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }
}
