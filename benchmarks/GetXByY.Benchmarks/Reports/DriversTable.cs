using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>Ours over other drivers and with another buffer: how fast, and what is lost on the way.</summary>
internal sealed class DriversTable(IReadOnlyCollection<Measurement> all)
{
    private static readonly (string Subject, string Head)[] s_columns =
    [
        ("getxbyy-handle", "Linux's, 1 MiB"), (DriverWorld.SmallBuffer, "Linux's, 212,992 bytes"),
        (DriverWorld.Unsegmented, "Linux's, 1 MiB, without GSO"), (DriverWorld.Portable, "portable, 1 MiB"),
    ];

    internal string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine($"| outstanding | {string.Join(" | ", s_columns.Select(c => c.Head))} |")
            .AppendLine("|--:|" + string.Concat(Enumerable.Repeat("--:|", s_columns.Length)));
        foreach (int outstanding in all.Where(m => m.Subject == DriverWorld.SmallBuffer).Select(m => m.Outstanding).Distinct().Order())
        {
            IEnumerable<string> cells = s_columns.Select(c => Cell(c.Subject, outstanding));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {outstanding:N0} | {string.Join(" | ", cells)} |");
        }
        return text.ToString();
    }

    private string Cell(string subject, int outstanding)
    {
        Measurement? Of(string measure) => all.FirstOrDefault(m => m.Suite == "throughput" && m.Family == Benchmarks.Cell.Four
            && m.Subject == subject && m.Measure == measure && m.Outstanding == outstanding);
        if (Of("names_per_second") is not { } speed)
            return "–";
        // The worst round, not the middle one: where nothing is lost in most rounds that would be nothing.
        string Most(string measure) => Of(measure) is { } m ? m.Max.ToString("N0", CultureInfo.InvariantCulture) : "–";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Quantity.Digits(speed.Median / 1000)} ({Most("sent_again")}, {Most("answers_dropped")}, {speed.Failures:N0})");
    }
}
