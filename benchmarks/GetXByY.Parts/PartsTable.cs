using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;

namespace GetXByY.Parts;

/// <summary>The parts and what each takes, for people.</summary>
internal static class PartsTable
{
    internal static string ToMarkdown(IEnumerable<Summary> summaries)
    {
        var text = new StringBuilder();
        text.AppendLine("| part | mean | standard deviation | bytes allocated |").AppendLine("|---|--:|--:|--:|");
        foreach (BenchmarkReport report in summaries.SelectMany(s => s.Reports))
        {
            string part = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
            text.AppendLine(report.ResultStatistics is { } statistics
                ? $"| {part} | {Time(statistics.Mean)} | {Time(statistics.StandardDeviation)} | {Bytes(report)} |"
                : $"| {part} | failed | – | – |");
        }
        return text.AppendLine().AppendLine(Conditions(summaries.First())).ToString();
    }

    private static string Time(double nanoseconds) =>
        nanoseconds.ToString(nanoseconds >= 100 ? "N0" : "0.0", CultureInfo.InvariantCulture) + " ns";

    private static string Bytes(BenchmarkReport report) =>
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    private static string Conditions(Summary summary) =>
        $"{Environment.ProcessorCount} cores, {summary.HostEnvironmentInfo.Os.Value}, " +
        $"{summary.HostEnvironmentInfo.RuntimeVersion}, BenchmarkDotNet {summary.HostEnvironmentInfo.BenchmarkDotNetVersion}; in its own process.";
}
