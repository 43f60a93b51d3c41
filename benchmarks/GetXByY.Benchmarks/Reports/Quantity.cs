using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>Figures for people: two significant digits, and the unit that fits.</summary>
internal static class Quantity
{
    private static readonly (double Nanoseconds, string Unit)[] s_times =
        [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];

    internal static string Of(double value, string unit) => unit switch
    {
        "ns" => Time(value),
        "ms" => Time(value * 1e6),
        "bytes" => $"{Digits(value)} bytes",
        "1/s" => $"{Digits(value)} a second",
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    internal static string Of(Measurement measurement) => Of(measurement.Median, measurement.Unit);

    internal static string Digits(double value)
    {
        double rounded = Round(value);
        return rounded.ToString(rounded >= 10 ? "N0" : rounded >= 1 ? "0.0" : "0.0#", CultureInfo.InvariantCulture);
    }

    private static string Time(double nanoseconds)
    {
        if (nanoseconds <= 0)
            return "0 ms";
        // Rounded before the unit is chosen: 999.6 µs is 1.0 ms.
        double rounded = Round(nanoseconds);
        (double size, string unit) = s_times.First(t => rounded >= t.Nanoseconds || t.Nanoseconds == 1);
        return $"{Digits(rounded / size)} {unit}";
    }

    private static double Round(double value)
    {
        if (value == 0)
            return 0;
        double step = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return Math.Round(value / step) * step;
    }
}
