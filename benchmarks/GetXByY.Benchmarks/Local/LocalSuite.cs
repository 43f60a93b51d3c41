using System.Diagnostics;
using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>How many requests a second that need no server: services, protocols, and names in the hosts file.</summary>
/// <param name="hostsPath">A file to be written, with the names that are looked up.</param>
/// <param name="glibc">The program in C that asks glibc the same, one after the other; empty for none.</param>
internal sealed class LocalSuite(string hostsPath, string glibc)
{
    private const string Suite = "local";
    private const string Us = "getxbyy-winsock";
    private const string Measure = "requests_per_second";
    private const int Many = 1000;

    // One after the other takes so much longer that a fraction tells as much.
    private const int Share = 50;

    internal IEnumerable<Measurement> Run(bool quick)
    {
        File.WriteAllText(hostsPath, LocalQuestion.HostsFile);
        var ours = new LocalRequests(Many, hostsPath);
        int rounds = quick ? 2 : 10;
        // The runtime compiles what runs often again, twice: figures before that are not ours.
        foreach (LocalQuestion question in LocalQuestion.All)
            Warm(ours, question);
        foreach (LocalQuestion question in LocalQuestion.All)
        {
            foreach (Measurement measurement in Run(ours, question, quick ? 100_000 : 1_000_000, rounds))
                yield return measurement;
        }
    }

    private static void Warm(LocalRequests ours, LocalQuestion question)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(1))
            ours.Run(question, Many, 20_000, out _);
    }

    private IEnumerable<Measurement> Run(LocalRequests ours, LocalQuestion question, int requests, int rounds)
    {
        string database = question.Database;
        Samples many = new(Suite, Us, Measure, Many, "1/s", database), one = new(Suite, Us, Measure, 1, "1/s", database);
        Samples bytes = new(Suite, Us, "allocated_by_one", Many, "bytes", database);
        Samples threads = new(Suite, Us, "threads", Many, "threads", database);
        Samples theirs = new(Suite, "glibc", Measure, 1, "1/s", database);
        for (int round = 0; round < rounds; round++)
        {
            // Interleaved, so that a slower minute of the machine meets all of them.
            bytes.Add((double)Take(ours, question, requests, many).Bytes / requests);
            threads.Add(Held.Now.Threads);
            Take(ours, question, requests / Share, one);
            if (glibc.Length > 0 && AskGlibc(question, requests / Share) is { } speed)
                theirs.Add(speed);
        }
        string count = string.Create(CultureInfo.InvariantCulture, $"interleaved rounds of {requests:N0}");
        many.Conditions = $"{count}; from one thread, until its messages are taken";
        one.Conditions = $"{count} / {Share}; each message is waited for";
        bytes.Conditions = $"{count}; by the whole process";
        threads.Conditions = "of the whole process, with the runtime's own";
        theirs.Conditions = $"{count} / {Share}; {question.Glibc}, blocking";
        return new[] { many, one, bytes, threads, theirs }.Where(s => s.HasValues).Select(s => s.ToMeasurement());
    }

    private static (TimeSpan Time, long Bytes) Take(
        LocalRequests ours, LocalQuestion question, int requests, Samples samples)
    {
        (TimeSpan Time, long Bytes) run = ours.Run(question, samples.Outstanding, requests, out int failures);
        samples.Add(requests / run.Time.TotalSeconds);
        samples.Failures += failures;
        return run;
    }

    // Null where the system lacks the file, for which glibc has no table built in; the program has said so.
    private double? AskGlibc(LocalQuestion question, int requests)
    {
        string[] words = [question.Database, requests.ToString(CultureInfo.InvariantCulture), .. question.Names];
        using var process = Process.Start(new ProcessStartInfo(glibc, words) { RedirectStandardOutput = true })!;
        string perSecond = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? double.Parse(perSecond, CultureInfo.InvariantCulture) : null;
    }
}
