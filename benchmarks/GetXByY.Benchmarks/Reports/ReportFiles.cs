using System.Runtime.InteropServices;

namespace GetXByY.Benchmarks;

/// <summary>From the lines of a run to the table on the screen, the JSON, the README and docs/.</summary>
internal static class ReportFiles
{
    /// <summary>Writes what is asked for.</summary>
    /// <param name="lines">The file with one measurement on each line.</param>
    /// <param name="root">The repository's folder.</param>
    /// <param name="versions">The peers' versions, in words.</param>
    /// <param name="words"><c>--json FILE</c>, <c>--write</c>.</param>
    /// <returns>1 when GetXByY broke its promise; else 0.</returns>
    internal static int Write(string lines, string root, string versions, string[] words)
    {
        List<Measurement> all = [.. File.ReadLines(lines).Where(line => line.Length > 0).Select(Measurement.FromLine)];
        string conditions =
            $"{DateTime.UtcNow:yyyy-MM-dd}: {Environment.ProcessorCount} cores ({Processor()}), Linux {Environment.OSVersion.Version.ToString(3)}, " +
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {versions}, DnsClient.NET " +
            $"{typeof(DnsClient.LookupClient).Assembly.GetName().Version?.ToString(3)}; the name server " +
            "(benchmarks/peers/responder) on loopback of the same machine.";
        Console.WriteLine(new PeersTable(all).ToMarkdown());
        Console.WriteLine(new LocalTable(all).ToMarkdown());
        foreach (Measurement m in all.Where(m => m.Measure == "names_per_second"))
            Console.WriteLine($"{m.Suite}, {m.Subject}: {Quantity.Of(m)} ({m.Family}, {m.Outstanding} outstanding)");
        Console.WriteLine(conditions);
        if (words is ["--json", var file, ..])
            File.WriteAllText(file, Measurement.ToFile(all));
        if (words is [.., "--write"])
            WriteDocuments(all, root, conditions);
        // Beside the lines, in the folder of the run; with --write those of suites that were not run, too.
        new ChartData(all).Write(Path.GetDirectoryName(lines)!);
        return FindBroken(all);
    }

    private static void WriteDocuments(List<Measurement> all, string root, string conditions)
    {
        string json = Path.Combine(root, "docs", "measured.json");
        // A suite that was not run keeps its figures.
        string[] missing = [.. ((string[])["cancel", "throughput", Cell.MixedSuite, Cell.SmallServerSuite, "latency", "local", "profile"]).Except(all.Select(m => m.Suite))];
        if (missing.Length > 0 && File.Exists(json))
            all.AddRange(Measurement.FromFile(File.ReadAllText(json)).Where(m => missing.Contains(m.Suite)));
        File.WriteAllText(json, Measurement.ToFile(all));
        File.WriteAllText(Path.Combine(root, "docs", "measured.md"), Report.ToMarkdown(all, conditions));
        string readme = Path.Combine(root, "README.md");
        MarkedRegion.Write(readme, "figures", $"{Facts.ToMarkdown(all)}\n{conditions} " +
            "[All figures and their conditions](docs/measured.md); [how fast it is, and where the time goes](docs/performance.md).\n");
        MarkedRegion.Write(readme, "peers", $"{new PeersTable(all).ToMarkdown()}\n{new LocalTable(all).ToMarkdown()}");
        new PerformancePage(all).Write(Path.Combine(root, "docs", "performance.md"), conditions);
        MarkedRegion.Write(Path.Combine(root, "docs", "comparison.md"), "speeds", ComparisonTable.ToMarkdown(all));
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "of no name";

    private static int FindBroken(List<Measurement> all)
    {
        Measurement[] broken =
            [.. all.Where(m => m is { IsOurs: true, Measure: "completion_after_cancel", Max: > 0 })];
        foreach (Measurement m in broken)
            Console.Error.WriteLine($"BROKEN: {m.Subject} completed after a cancel that had reported success: {m.Max}");
        return broken.Length > 0 ? 1 : 0;
    }
}
