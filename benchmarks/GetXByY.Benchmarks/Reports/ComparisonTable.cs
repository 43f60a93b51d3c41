using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>The speeds in docs/comparison.md: those who look up hosts in a program, side by side.</summary>
internal static class ComparisonTable
{
    private static readonly (string Subject, string Head)[] s_columns =
    [
        ("getxbyy-await", "GetXByY"), (Subject.SystemNetDns, "System.Net.Dns"), (Subject.DnsClientNet, "DnsClient.NET"), ("c-ares", "c-ares"),
    ];

    private static readonly (string Head, string Measure, int Outstanding, Func<Measurement, string> Cell)[] s_rows =
    [
        ("a look-up of a silent server ends, when its token fires at 200 ms, after", "end_after_token_at_200ms", 1, Quantity.Of),
        ("one name after the other: each takes", "look_up_median", 1, Quantity.Of),
        ("… and of the processor", "cpu_of_one", 1, Quantity.Of),
        ("names a second, 100 outstanding", "names_per_second", 100, Thousands),
        ("names a second, 1,000 outstanding", "names_per_second", 1000, Thousands),
        ("… of the processor each", "cpu_of_one", 1000, Quantity.Of),
        ("… bytes allocated for each", "allocated_by_one", 1000, static m => Quantity.Digits(m.Median)),
        ("a name that is answered takes, while 200 look-ups hang", "responsive_while_hanging", 200, Quantity.Of),
    ];

    internal static string ToMarkdown(IReadOnlyCollection<Measurement> all)
    {
        var text = new StringBuilder();
        text.AppendLine($"| A records | {string.Join(" | ", s_columns.Select(c => c.Head))} |")
            .AppendLine($"|---|{string.Concat(s_columns.Select(_ => "--:|"))}");
        foreach ((string head, string measure, int outstanding, Func<Measurement, string> cell) in s_rows)
        {
            string Of(string subject) => all.FirstOrDefault(
                m => m.Subject == subject && m.Measure == measure && m.Outstanding == outstanding && m.Family == Cell.Four) is { } m
                ? (m.IsAboveLimit ? "more than " : "") + (m.Failures > 0 ? "fails: " : "") + cell(m)
                : "–";
            text.AppendLine($"| {head} | {string.Join(" | ", s_columns.Select(c => Of(c.Subject)))} |");
        }
        return text.ToString();
    }

    private static string Thousands(Measurement m) => Quantity.Digits(m.Median / 1000) + " thousand";
}
