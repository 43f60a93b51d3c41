using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>Writes measurements as a table for docs/.</summary>
internal static class Report
{
    internal static string ToMarkdown(IEnumerable<Measurement> measurements, string conditions)
    {
        var text = new StringBuilder();
        text.AppendLine("# Measured").AppendLine()
            .AppendLine("This page is written by `benchmarks/run`; do not edit it.").AppendLine()
            .AppendLine(conditions).AppendLine()
            .AppendLine("| suite | subject | measure | outstanding | median | min | max | unit | runs | failures | conditions |")
            .AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Measurement m in measurements)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {m.Suite} | {m.Subject} | {m.Measure} | {m.Outstanding} | {Figure(m.Median)} | {Figure(m.Min)} | {Figure(m.Max)} | {m.Unit} | {m.Runs} | {m.Failures} | {m.Conditions} |");
        }
        return text.ToString();
    }

    private static string Figure(double value) =>
        value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
