using System.Globalization;

namespace GetXByY.Simulation;

/// <summary>What the command line says.</summary>
/// <param name="Schedules">How many.</param>
/// <param name="Seed">The first one's.</param>
/// <param name="Trace">Whether every step is printed.</param>
/// <param name="Processes">Over how many processes they are spread.</param>
/// <param name="Processor">To which processor a process keeps; null for any. One that is given a processor spreads nothing.</param>
internal sealed record SimulationOptions(int Schedules, ulong Seed, bool Trace, int Processes, int? Processor = null)
{
    internal const string Usage =
        "usage: eng/simulate [--schedules N] [--seed S] [--trace] [--processes P]   (1000 schedules from seed 1 by default)";

    /// <summary>Reads the command line; null, with a line about it on standard error, when it is wrong.</summary>
    internal static SimulationOptions? Read(string[] args)
    {
        var options = new SimulationOptions(1000, 1, false, Environment.ProcessorCount);
        for (int i = 0; i < args.Length; i++)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            SimulationOptions? next = args[i] switch
            {
                "--trace" => options with { Trace = true },
                "--schedules" when TryRead(value, out ulong n) && n is > 0 and <= int.MaxValue => options with { Schedules = (int)n },
                "--seed" when TryRead(value, out ulong seed) => options with { Seed = seed },
                "--processes" when TryRead(value, out ulong n) && n is > 0 and <= 64 => options with { Processes = (int)n },
                "--processor" when TryRead(value, out ulong n) && n < 64 => options with { Processor = (int)n, Processes = 1 },
                _ => null,
            };
            if (next is null)
            {
                Console.Error.WriteLine($"simulate: {args[i]} {value} is not understood");
                Console.Error.WriteLine(Usage);
                return null;
            }
            options = next;
            if (args[i] != "--trace")
                i++;
        }
        return options;
    }

    private static bool TryRead(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
