using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GetXByY.Benchmarks;

/// <summary>How many names a second, and how long one takes.</summary>
internal static class ThroughputSuite
{
    internal static async Task<IEnumerable<Measurement>> RunAsync(
        Subject[] subjects, int outstanding, int names, int rounds, string? flooder, int port)
    {
        string suite = outstanding == 1 ? "latency" : "throughput";
        var limit = new Samples(suite, "limit", "names_per_second", outstanding, "1/s");
        Samples[] samples = [.. subjects.Select(
            s => new Samples(suite, s.Name, "names_per_second", outstanding, "1/s"))];
        for (int round = 0; round <= rounds; round++)
        {
            // Interleaved, so that a slower minute of the machine meets all of them. The first round warms up.
            bool counts = round > 0;
            for (int i = 0; i < subjects.Length; i++)
            {
                // System.Net.Dns is so much slower that a fraction of the names tells as much.
                int share = subjects[i] == Subject.SystemNetDns ? Math.Max(names / 10, 200) : names;
                double speed = await MeasureAsync(subjects[i], outstanding, share, samples[i]);
                if (counts)
                    samples[i].Add(speed);
            }
            if (flooder is not null && counts)
                limit.Add(await FloodAsync(flooder, port, outstanding, names));
        }
        string conditions = $"{names} names, {rounds} interleaved rounds";
        foreach (Samples sample in samples)
            sample.Conditions = conditions;
        limit.Conditions = conditions;
        return [.. samples.Select(s => s.ToMeasurement()), .. flooder is null ? [] : (Measurement[])[limit.ToMeasurement()]];
    }

    private static async Task<double> MeasureAsync(Subject subject, int outstanding, int names, Samples samples)
    {
        int next = 0, failures = 0;
        async Task Worker()
        {
            while (Interlocked.Increment(ref next) is int i && i <= names)
            {
                try
                {
                    await subject.LookUpAsync($"n{i:D8}.bench.test", CancellationToken.None);
                }
                catch (System.Net.Sockets.SocketException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, outstanding).Select(_ => Task.Run(Worker)));
        samples.Failures += failures;
        return names / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> FloodAsync(string flooder, int port, int outstanding, int names)
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
