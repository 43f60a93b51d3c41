using System.Globalization;

namespace GetXByY.Fuzz;

/// <summary>What the command line wants.</summary>
/// <param name="Cases">How many cases.</param>
/// <param name="Seconds">For how long at most.</param>
/// <param name="Seed">The seed of the first case; each has the next.</param>
/// <param name="Only">The one kind of cases that is wanted; empty for all.</param>
internal readonly record struct FuzzOptions(long Cases, double Seconds, ulong Seed, string Only)
{
    internal static bool TryParse(string[] args, out FuzzOptions options, out string problem)
    {
        options = new FuzzOptions(long.MaxValue, double.PositiveInfinity, (ulong)Environment.TickCount64, "");
        problem = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            FuzzOptions? next = args[i] switch
            {
                "--cases" when long.TryParse(value, CultureInfo.InvariantCulture, out long n) && n > 0 =>
                    options with { Cases = n },
                "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out double n) && n > 0 =>
                    options with { Seconds = n },
                "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong n) => options with { Seed = n },
                "--only" when value is "messages" or "queries" or "files" => options with { Only = value },
                _ => null,
            };
            if (next is null)
            {
                problem = $"'{args[i]} {value}' is not understood";
                return false;
            }
            options = next.Value;
        }
        if (options is { Cases: long.MaxValue, Seconds: double.PositiveInfinity })
            options = options with { Seconds = 10 };
        return true;
    }
}
