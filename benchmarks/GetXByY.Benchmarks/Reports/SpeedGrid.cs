using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>One measure of the speeds: a row for each subject, a column for each number of outstanding look-ups.</summary>
/// <param name="all">The figures.</param>
/// <param name="family">A or A+AAAA.</param>
/// <param name="suites">Of which suites.</param>
internal sealed class SpeedGrid(IReadOnlyCollection<Measurement> all, string family, params string[] suites)
{
    internal static readonly (string Subject, string Head)[] Rows =
    [
        ("getxbyy-handle", "handles"), ("getxbyy-unordered", "handles, not in order"),
        (DriverWorld.Unsegmented, "handles, without GSO"), ("getxbyy-winsock", "`WinSock`"), ("getxbyy-await", "`await`"),
        ("getxbyy-await-in-place", "`await`, in place"),
        (Subject.SystemNetDns, "System.Net.Dns"), (Subject.DnsClientNet, "DnsClient.NET"), ("glibc-threads", "glibc `getaddrinfo`"), ("glibc", "glibc `getaddrinfo_a`"),
        ("c-ares", "c-ares"), ("adns", "adns"), ("libunbound", "libunbound"), ("dnsperf", "dnsperf"),
        ("limit", "limit"), ("limit-gso", "limit, with GSO"),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="label">What the columns are of.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="cell">A figure, as it is written.</param>
    internal string ToMarkdown(string label, string measure, Func<Measurement, string> cell)
    {
        Measurement[] figures = [.. all.Where(m =>
            suites.Contains(m.Suite) && m.Family == family && m.Measure == measure)];
        int[] columns = [.. figures.Select(m => m.Outstanding).Distinct().Order()];
        var text = new StringBuilder();
        text.AppendLine($"| {label} | {string.Join(" | ", columns.Select(c => c.ToString("N0", CultureInfo.InvariantCulture)))} |")
            .AppendLine("|---|" + string.Concat(Enumerable.Repeat("--:|", columns.Length)));
        foreach ((string subject, string head) in Rows.Where(r => figures.Any(m => m.Subject == r.Subject)))
        {
            text.Append($"| {head} |");
            foreach (int outstanding in columns)
            {
                Measurement? m = figures.FirstOrDefault(m => m.Subject == subject && m.Outstanding == outstanding);
                text.Append(m is null ? " – |" : m.Failures > 0 ? $" fails: {cell(m)} |" : $" {cell(m)} |");
            }
            text.AppendLine();
        }
        return text.ToString();
    }
}
