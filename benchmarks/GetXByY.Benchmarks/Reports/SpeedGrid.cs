using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>One measure of the speeds: a row for each number of outstanding look-ups, a column for each subject.</summary>
/// <param name="all">The figures.</param>
/// <param name="family">A or A+AAAA.</param>
/// <param name="suites">Of which suites.</param>
internal sealed class SpeedGrid(IReadOnlyCollection<Measurement> all, string family, params string[] suites)
{
    internal static readonly (string Subject, string Head)[] Columns =
    [
        ("getxbyy-handle", "handles"), ("getxbyy-unordered", "handles, not in order"),
        (DriverWorld.Unsegmented, "handles, without GSO"), ("getxbyy-winsock", "`WinSock`"), ("getxbyy-await", "`await`"),
        ("getxbyy-await-in-place", "`await`, in place"),
        (Subject.SystemNetDns, "System.Net.Dns"), ("c-ares", "c-ares"), ("adns", "adns"), ("libunbound", "libunbound"),
        ("limit", "limit"), ("limit-gso", "limit, with GSO"),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="label">What stands above the rows.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="cell">A figure, as it is written.</param>
    internal string ToMarkdown(string label, string measure, Func<Measurement, string> cell)
    {
        Measurement[] figures = [.. all.Where(m =>
            suites.Contains(m.Suite) && m.Family == family && m.Measure == measure)];
        (string Subject, string Head)[] columns = [.. Columns.Where(c => figures.Any(m => m.Subject == c.Subject))];
        var text = new StringBuilder();
        text.AppendLine($"| {label} | {string.Join(" | ", columns.Select(c => c.Head))} |")
            .AppendLine("|--:|" + string.Concat(Enumerable.Repeat("--:|", columns.Length)));
        foreach (int outstanding in figures.Select(m => m.Outstanding).Distinct().Order())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {outstanding:N0} |");
            foreach ((string subject, _) in columns)
            {
                Measurement? m = figures.FirstOrDefault(m => m.Subject == subject && m.Outstanding == outstanding);
                text.Append(m is null ? " – |" : m.Failures > 0 ? $" fails: {cell(m)} |" : $" {cell(m)} |");
            }
            text.AppendLine();
        }
        return text.ToString();
    }
}
