using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>All measurements, for docs/.</summary>
internal static class Report
{
    internal static string ToMarkdown(IEnumerable<Measurement> measurements, string conditions)
    {
        var text = new StringBuilder();
        text.AppendLine("# Measured").AppendLine()
            .Append("This page is written by `benchmarks/peers/run --write`; do not edit it. ")
            .AppendLine("The situations are explained in")
            .AppendLine("[benchmarks/peers/README.md](../benchmarks/peers/README.md).").AppendLine()
            .AppendLine(conditions).AppendLine()
            .Append("| suite | subject | measure | family | outstanding | median | min | max | unit | runs ")
            .AppendLine("| failures | conditions |")
            .AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (Measurement m in measurements)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {m.Suite} | {m.Subject} | {m.Measure} | {m.Family} ")
                .Append(CultureInfo.InvariantCulture, $"| {m.Outstanding} | {Figure(m.Median)} | {Figure(m.Min)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Figure(m.Max)} | {m.Unit} | {m.Runs} | {m.Failures} ")
                .AppendLine($"| {m.Conditions} |");
        }
        return text.ToString();
    }

    private static string Figure(double value) =>
        value.ToString(value >= 100 ? "N0" : "0.####", CultureInfo.InvariantCulture);
}
