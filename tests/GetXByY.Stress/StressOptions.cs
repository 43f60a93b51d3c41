using System.Globalization;

namespace GetXByY.Stress;

/// <summary>What the command line says.</summary>
internal sealed record StressOptions(int Seconds, ulong Seed)
{
    private const string Usage = "usage: eng/stress [--seconds N] [--seed S]   (20 seconds with seed 1 by default)";

    /// <summary>Reads the command line; null, with a line about it on standard error, when it is wrong.</summary>
    internal static StressOptions? Read(string[] args)
    {
        var options = new StressOptions(20, 1);
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            StressOptions? next = args[i] switch
            {
                "--seconds" when TryRead(value, out ulong n) && n is >= 2 and <= 86_400 => options with { Seconds = (int)n },
                "--seed" when TryRead(value, out ulong seed) => options with { Seed = seed },
                _ => null,
            };
            if (next is null)
            {
                Console.Error.WriteLine($"stress: {args[i]} {value} is not understood");
                Console.Error.WriteLine(Usage);
                return null;
            }
            options = next;
        }
        return options;
    }

    private static bool TryRead(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
