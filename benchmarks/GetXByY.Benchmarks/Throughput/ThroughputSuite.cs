using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace GetXByY.Benchmarks;

/// <summary>How many names a second, and what they allocate.</summary>
/// <param name="flooder">The program in C that only moves packets.</param>
/// <param name="port">The responder's.</param>
internal sealed class ThroughputSuite(string flooder, int port)
{
    private const string Suite = "throughput";
    private const string Limit = "limit";

    /// <summary>Measures one family: IPv4 alone, or with <see cref="AddressFamily.Unspecified"/> both.</summary>
    internal IEnumerable<Measurement> Run(
        Subject[] subjects, AddressFamily family, int outstanding, int count, int rounds)
    {
        string records = family == AddressFamily.InterNetwork ? "A" : "A+AAAA";
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"n{i:D8}.bench.test")];
        Samples limit = new(Suite, Limit, "names_per_second", outstanding, "1/s");
        Samples[] speeds = Figures("names_per_second", "1/s"), bytes = Figures("allocated_by_one", "bytes");
        for (int round = 0; round <= rounds; round++)
        {
            // Interleaved, so that a slower minute of the machine meets all of them. The first round warms up.
            bool counts = round > 0;
            for (int i = 0; i < subjects.Length; i++)
            {
                // System.Net.Dns is so much slower that a fraction of the names tells as much.
                int share = subjects[i].Name == Subject.SystemNetDns ? Math.Max(count / 10, 200) : count;
                (double speed, double each) = Measure(subjects[i], new ArraySegment<string>(names, 0, share), family, outstanding, speeds[i]);
                if (counts)
                {
                    speeds[i].Add(speed);
                    bytes[i].Add(each);
                }
                // Beside each of them. It asks for A alone.
                if (family == AddressFamily.InterNetwork && counts)
                    limit.Add(Flood(outstanding, count));
            }
        }
        for (int i = 0; i < subjects.Length; i++)
            speeds[i].Conditions = bytes[i].Conditions = $"{count} names, {rounds} interleaved rounds; {subjects[i].Conditions}";
        limit.Conditions = $"{count} names, after each run of another";
        Samples[] all = [.. speeds, .. bytes, .. family == AddressFamily.InterNetwork ? [limit] : Array.Empty<Samples>()];
        return all.Select(s => s.ToMeasurement());

        Samples[] Figures(string measure, string unit) =>
            [.. subjects.Select(s => new Samples(Suite, s.Name, measure, outstanding, unit, records))];
    }

    private static (double Speed, double Bytes) Measure(
        Subject subject, ArraySegment<string> names, AddressFamily family, int outstanding, Samples samples)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        samples.Failures += subject.LookUp(names, family, outstanding);
        double speed = names.Count / watch.Elapsed.TotalSeconds;
        return (speed, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)names.Count);
    }

    private double Flood(int outstanding, int names)
    {
        using var process = Process.Start(new ProcessStartInfo(flooder,
            [
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--outstanding", outstanding.ToString(CultureInfo.InvariantCulture),
                "--names", names.ToString(CultureInfo.InvariantCulture),
            ])
        { RedirectStandardOutput = true })!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonDocument.Parse(json).RootElement.GetProperty("value").GetDouble();
    }
}
