using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>What the tool writes into docs/performance.md, region by region.</summary>
internal sealed class PerformancePage(IReadOnlyCollection<Measurement> all)
{
    private const string Limit = "limit";

    internal void Write(string path, string conditions)
    {
        Measurement[] main = [.. all.Where(m => m.Subject != DriverWorld.Unsegmented)];
        var four = new SpeedGrid(main, Cell.Four, "throughput", "latency");
        var both = new SpeedGrid(all, Cell.Both, "throughput", "latency");
        var mixed = new SpeedGrid(all, Cell.Four, Cell.MixedSuite);
        MarkedRegion.Write(path, "conditions", conditions);
        MarkedRegion.Write(path, "throughput-a", four.ToMarkdown("outstanding", "names_per_second", Speed));
        MarkedRegion.Write(path, "throughput-both", both.ToMarkdown("outstanding", "names_per_second", Thousands));
        MarkedRegion.Write(path, "throughput-mixed", mixed.ToMarkdown("outstanding", "names_per_second", MixedSpeed));
        MarkedRegion.Write(path, "drivers", new DriversTable(all).ToMarkdown());
        MarkedRegion.Write(path, "cpu", four.ToMarkdown("A; outstanding", "cpu_of_one", Micros) + "\n"
            + both.ToMarkdown("A+AAAA; outstanding", "cpu_of_one", Micros));
        MarkedRegion.Write(path, "latency", Latency());
        MarkedRegion.Write(path, "first-answer", FirstAnswers());
        MarkedRegion.Write(path, "memory", four.ToMarkdown("MiB; outstanding", "peak_memory", Mebibytes) + "\n"
            + four.ToMarkdown("bytes allocated; outstanding", "allocated_by_one", m => Digits(m.Median)) + "\n"
            + four.ToMarkdown("threads; outstanding", "threads", m => Quantity.Of(m)));
        MarkedRegion.Write(path, "guesses", four.ToMarkdown("bits; outstanding", "port_bits", Bits));
        if (all.Any(m => m.Suite == "profile"))
            MarkedRegion.Write(path, "profile", Profile());
    }

    // As a share of what can be had at all.
    private string Speed(Measurement m) => Share(m, Of(Limit, m.Measure, m.Family, m.Outstanding));

    private string MixedSpeed(Measurement m) => Share(m, all.FirstOrDefault(l =>
        l.Subject == Limit && l.Suite == m.Suite && l.Measure == m.Measure && l.Outstanding == m.Outstanding));

    private static string Share(Measurement m, Measurement? limit)
    {
        string thousands = Thousands(m);
        return m.Subject != Limit && limit is not null
            ? string.Create(CultureInfo.InvariantCulture, $"{thousands} ({m.Median / limit.Median:P0})").Replace(" %)", "\u00A0%)", StringComparison.Ordinal)
            : thousands;
    }

    private static string Thousands(Measurement m) => Digits(m.Median / 1000);

    private static string Micros(Measurement m) => $"{Digits(m.Median / 1000)} µs";

    private static string Mebibytes(Measurement m) => Digits(m.Median / (1 << 20));

    private static string Digits(double value) => Quantity.Digits(value);

    private string Bits(Measurement port) =>
        Of(port.Subject, "id_bits", port.Family, port.Outstanding) is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"{id.Median:0} + {port.Median:0.0}")
            : "–";

    private Measurement? Of(string subject, string measure, string family, int outstanding) => all.FirstOrDefault(m =>
        m.Subject == subject && m.Measure == measure && m.Family == family && m.Outstanding == outstanding
        && m.Suite is "throughput" or "latency");

    private string Latency()
    {
        var text = new StringBuilder();
        text.AppendLine("| one after the other | median, A | times the limit | 99 % take at most | processor time | median, A+AAAA |")
            .AppendLine("|---|--:|--:|--:|--:|--:|");
        Measurement? limit = Of(Limit, "look_up_median", Cell.Four, 1);
        foreach ((string subject, string head) in SpeedGrid.Rows)
        {
            if (Of(subject, "look_up_median", Cell.Four, 1) is not { } median)
                continue;
            string ratio = limit is null ? "–" : (median.Median / limit.Median).ToString("0.0", CultureInfo.InvariantCulture);
            string Time(string measure, string family) =>
                Of(subject, measure, family, 1) is { } m ? Quantity.Of(m) : "–";
            text.AppendLine($"| {head} | {Quantity.Of(median)} | {ratio} | {Time("look_up_p99", Cell.Four)} " +
                $"| {Time("cpu_of_one", Cell.Four)} | {Time("look_up_median", Cell.Both)} |");
        }
        return text.ToString();
    }

    private string FirstAnswers()
    {
        var text = new StringBuilder();
        text.AppendLine($"| from its start to its first answer | {string.Join(" | ", FirstAnswer.Forms.Select(f => f.Head))} |")
            .AppendLine($"|---|{string.Concat(FirstAnswer.Forms.Select(_ => "--:|"))}");
        foreach (Measurement m in all.Where(m => m.Measure == FirstAnswer.Forms[0].Measure))
        {
            string Time(string measure) =>
                all.FirstOrDefault(o => o.Measure == measure && o.Subject == m.Subject) is { } form ? Quantity.Of(form) : "–";
            text.AppendLine(
                $"| {m.Conditions.Split("; ")[^1]} | {string.Join(" | ", FirstAnswer.Forms.Select(f => Time(f.Measure)))} |");
        }
        return text.ToString();
    }

    private string Profile()
    {
        var text = new StringBuilder();
        foreach (var family in all.Where(m => m.Suite == "profile").GroupBy(m => m.Family))
        {
            Measurement[] shares = [.. family.OrderByDescending(m => m.Median)];
            text.AppendLine($"| {family.Key}: where | share of the processor time |").AppendLine("|---|--:|");
            foreach (Measurement m in shares)
                text.AppendLine(CultureInfo.InvariantCulture, $"| {m.Conditions.Split("; ")[0]} | {m.Median:0.0} % |");
            text.AppendLine().AppendLine(
                CultureInfo.InvariantCulture, $"By handles, {shares[0].Outstanding:N0} outstanding; {shares[0].Conditions.Split("; ")[^1]}.").AppendLine();
        }
        return text.ToString();
    }
}
