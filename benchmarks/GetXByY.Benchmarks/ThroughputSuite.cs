using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace GetXByY.Benchmarks;

/// <summary>How many names a second.</summary>
/// <param name="subjects">Who looks them up.</param>
/// <param name="flooder">The program in C that only moves packets.</param>
/// <param name="port">The responder's.</param>
internal sealed class ThroughputSuite(Subject[] subjects, string flooder, int port)
{
    private const string Suite = "throughput";
    private const string Measure = "names_per_second";

    /// <summary>Measures one family: IPv4 alone, or with <see cref="AddressFamily.Unspecified"/> both.</summary>
    internal async Task<IEnumerable<Measurement>> RunAsync(AddressFamily family, int outstanding, int names, int rounds)
    {
        string records = family == AddressFamily.InterNetwork ? "A" : "A+AAAA";
        Subject[] able = [.. subjects.Where(s => s.Knows(family))];
        Samples limit = new(Suite, "limit", Measure, outstanding, "1/s");
        Samples[] samples = [.. able.Select(s => new Samples(Suite, s.Name, Measure, outstanding, "1/s", records))];
        for (int round = 0; round <= rounds; round++)
        {
            // Interleaved, so that a slower minute of the machine meets all of them. The first round warms up.
            bool counts = round > 0;
            for (int i = 0; i < able.Length; i++)
            {
                // Who is so much slower is asked fewer.
                int share = able[i].Share == 1 ? names : Math.Max(names / able[i].Share, 200);
                double speed = await MeasureAsync(able[i], family, outstanding, share, samples[i]);
                if (counts)
                    samples[i].Add(speed);
            }
            // The flooder asks for A alone.
            if (family == AddressFamily.InterNetwork && counts)
                limit.Add(await FloodAsync(outstanding, names));
        }
        if (family == AddressFamily.InterNetwork)
            samples = [.. samples, limit];
        foreach (Samples sample in samples)
            sample.Conditions = $"{names} names, {rounds} interleaved rounds";
        return samples.Select(s => s.ToMeasurement());
    }

    private static async Task<double> MeasureAsync(
        Subject subject, AddressFamily family, int outstanding, int names, Samples samples)
    {
        (TimeSpan time, int failures) = await subject.RunAsync(family, outstanding, names);
        samples.Failures += failures;
        return names / time.TotalSeconds;
    }

    private async Task<double> FloodAsync(int outstanding, int names)
    {
        using var process = Process.Start(new ProcessStartInfo(flooder,
            [
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--outstanding", outstanding.ToString(CultureInfo.InvariantCulture),
                "--names", names.ToString(CultureInfo.InvariantCulture),
            ])
        { RedirectStandardOutput = true })!;
        string json = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonDocument.Parse(json).RootElement.GetProperty("value").GetDouble();
    }
}
