using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>The figures that benchmarks/peers/charts.gp draws, as files of numbers.</summary>
internal sealed class ChartData(IReadOnlyCollection<Measurement> all)
{
    private const int Outstanding = 1000;

    /// <summary>A file for each subject and family with names a second, and one with processor times.</summary>
    internal void Write(string folder)
    {
        foreach (string family in (string[])[Cell.Four, Cell.Both])
        {
            foreach ((string subject, _) in SpeedGrid.Rows)
            {
                IEnumerable<string> lines = Figures(family, "names_per_second").Where(m => m.Subject == subject)
                    .OrderBy(m => m.Outstanding)
                    .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Outstanding} {m.Median} {m.Min} {m.Max}"));
                File.WriteAllLines(Path.Combine(folder, $"{family}.{subject}"), lines);
            }
        }
        Measurement[] costs = [.. Figures(Cell.Four, "cpu_of_one")
            .Where(m => m.Outstanding == Outstanding && m.Subject != DriverWorld.Unsegmented)];
        File.WriteAllLines(Path.Combine(folder, "cpu"), SpeedGrid.Rows.Reverse().SelectMany(c => costs
            .Where(m => m.Subject == c.Subject)
            .Select(m => string.Create(CultureInfo.InvariantCulture, $"\"{TextOf(c.Head)}\" {m.Median / 1000:0.0##}"))));
    }

    // Without the marks of Markdown.
    private static string TextOf(string head) => head.Replace("`", "", StringComparison.Ordinal);

    private IEnumerable<Measurement> Figures(string family, string measure) => all.Where(m =>
        m.Suite is "throughput" or "latency" && m.Family == family && m.Measure == measure && m.Failures == 0);
}
