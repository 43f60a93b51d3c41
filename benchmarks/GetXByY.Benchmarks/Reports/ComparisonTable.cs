using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>The speeds in docs/comparison.md: those who look up hosts in a program, side by side.</summary>
internal static class ComparisonTable
{
    private static readonly (string Subject, string Head)[] s_columns =
    [
        ("getxbyy-await", "GetXByY"), (Subject.SystemNetDns, "System.Net.Dns"), (Subject.DnsClientNet, "DnsClient.NET"), ("c-ares", "c-ares"),
    ];

    private static readonly (string Head, string Measure, int Outstanding)[] s_rows =
    [
        ("a look-up of a silent server ends, when its token fires at 200 ms, after", "end_after_token_at_200ms", 1),
        ("one name after the other: each takes", "look_up_median", 1),
        ("… and of the processor", "cpu_of_one", 1),
        ("names a second, 100 outstanding", "names_per_second", 100),
        ("names a second, 1,000 outstanding", "names_per_second", 1000),
        ("… of the processor each", "cpu_of_one", 1000),
        ("… allocated for each", "allocated_by_one", 1000),
        ("a name that is answered takes, while 200 look-ups hang", "responsive_while_hanging", 200),
    ];

    internal static string ToMarkdown(IReadOnlyCollection<Measurement> all)
    {
        var text = new StringBuilder();
        text.AppendLine($"| A records | {string.Join(" | ", s_columns.Select(c => c.Head))} |")
            .AppendLine($"|---|{string.Concat(s_columns.Select(_ => "--:|"))}");
        foreach ((string head, string measure, int outstanding) in s_rows)
        {
            string Of(string subject) => all.FirstOrDefault(
                m => m.Subject == subject && m.Measure == measure && m.Outstanding == outstanding && m.Family == Cell.Four) is { } m
                ? (m.Failures > 0 ? "fails: " : "") + Facts.Figure(m)
                : "–";
            text.AppendLine($"| {head} | {string.Join(" | ", s_columns.Select(c => Of(c.Subject)))} |");
        }
        return text.ToString();
    }
}
