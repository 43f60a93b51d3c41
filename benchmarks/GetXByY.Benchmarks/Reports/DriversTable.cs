using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>Other drivers, and other buffers on either side: how fast, and what is lost on the way.</summary>
internal sealed class DriversTable(IReadOnlyCollection<Measurement> all)
{
    private static readonly (string Suite, string Subject, string Head)[] s_rows =
    [
        ("throughput", "getxbyy-handle", "Linux's, 1 MiB"),
        ("throughput", QueueSubject.Reader, "Linux's, 1 MiB, awaited from `LookupQueue.Reader`"),
        ("throughput", DriverWorld.SmallBuffer, "Linux's, 212,992 bytes"),
        ("throughput", DriverWorld.Unsegmented, "Linux's, 1 MiB, without GSO"),
        ("throughput", DriverWorld.Portable, "portable, 1 MiB"),
        (Cell.SmallServerSuite, "getxbyy-handle", "Linux's, 1 MiB; the name server's 212,992 bytes"),
        (Cell.SmallServerSuite, "c-ares", "c-ares, 1 MiB; the name server's 212,992 bytes"),
    ];

    internal string ToMarkdown()
    {
        int[] columns = [.. all.Where(m => m.Subject == DriverWorld.SmallBuffer).Select(m => m.Outstanding).Distinct().Order()];
        var text = new StringBuilder();
        text.AppendLine($"| outstanding | {string.Join(" | ", columns.Select(c => c.ToString("N0", CultureInfo.InvariantCulture)))} |")
            .AppendLine("|---|" + string.Concat(Enumerable.Repeat("--:|", columns.Length)));
        foreach ((string suite, string subject, string head) in s_rows.Where(r => all.Any(m => m.Suite == r.Suite && m.Subject == r.Subject)))
            text.AppendLine($"| {head} | {string.Join(" | ", columns.Select(c => Figures(suite, subject, c)))} |");
        return text.ToString();
    }

    private string Figures(string suite, string subject, int outstanding)
    {
        Measurement? Of(string measure) => all.FirstOrDefault(m => m.Suite == suite && m.Family == Cell.Four
            && m.Subject == subject && m.Measure == measure && m.Outstanding == outstanding);
        if (Of("names_per_second") is not { } speed)
            return "–";
        // The worst round, not the middle one: where nothing is lost in most rounds that would be nothing.
        string Most(string measure) => Of(measure) is { } m ? m.Max.ToString("N0", CultureInfo.InvariantCulture) : "–";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Digits(speed.Median / 1000)} ({Most("sent_again")}, {Most("answers_dropped")}, {speed.Failures:N0})");
    }
}
