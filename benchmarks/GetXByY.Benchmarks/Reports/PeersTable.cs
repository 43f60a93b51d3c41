using System.Globalization;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>The situations and what everybody made of them: a table with a column for each subject.</summary>
internal sealed class PeersTable(IReadOnlyCollection<Measurement> all)
{
    private const int Many = 100_000;

    private static readonly (string Subject, string Head)[] s_columns =
    [
        ("getxbyy-handle", "handles"), ("getxbyy-winsock", "`WinSock`"), ("getxbyy-lookup", "`Lookup<T>`"),
        ("getxbyy-await", "token"),
        ("system-net-dns", "System.Net.Dns"), ("glibc", "glibc `getaddrinfo_a`"), ("c-ares", "c-ares"),
        ("adns", "adns"), ("libunbound", "libunbound"),
    ];

    private static readonly (string Label, string Measure, int Outstanding)[] s_rows =
    [
        ("one look-up in flight is cancelled; completions that came after", "completion_after_cancel", 1),
        ("… and its threads or sockets were busy for", "busy_after_cancel", 1),
        ("100,000 are cancelled one by one in", "cancel_all", Many),
        ("… the median cancel takes", "cancel_one", Many),
        ("… 99 % take at most", "cancel_one_p99", Many),
        ("… and the next look-up takes", "next_look_up", Many),
        ("a name that is answered takes", "responsive_alone", 0),
        ("… while 200 look-ups hang", "responsive_while_hanging", 200),
        ("… while 10,000 hang", "responsive_while_hanging", 10_000),
        ("memory of one outstanding look-up", "memory_of_one", Many),
    ];

    internal string ToMarkdown()
    {
        (string Subject, string Head)[] columns = [.. s_columns.Where(c => all.Any(m => IsOf(m, c.Subject)))];
        if (columns.Length == 0)
            return "";
        var text = new StringBuilder();
        text.AppendLine($"| | {string.Join(" | ", columns.Select(c => c.Head))} |")
            .AppendLine("|---|" + string.Concat(Enumerable.Repeat("--:|", columns.Length)));
        foreach ((string label, string measure, int outstanding) in s_rows)
        {
            IEnumerable<string> cells = columns.Select(c => Cell(c.Subject, measure, outstanding));
            text.AppendLine($"| {label} | {string.Join(" | ", cells)} |");
        }
        return text.AppendLine().AppendLine(Explanation()).ToString();
    }

    private static bool IsOf(Measurement m, string subject) => m.Suite == "cancel" && m.Subject == subject;

    private Measurement? Of(string subject, string measure, int outstanding) =>
        all.FirstOrDefault(m => IsOf(m, subject) && m.Measure == measure && m.Outstanding == outstanding);

    private string Cell(string subject, string measure, int outstanding)
    {
        Measurement? m = Of(subject, measure, outstanding);
        // Who cannot have a hundred thousand outstanding was tried with fewer, and that is said.
        bool isFewer = m is null && outstanding == Many;
        if (isFewer)
        {
            m = all.FirstOrDefault(
                f => IsOf(f, subject) && f.Measure == measure && f.Outstanding is > 1 and < Many);
        }
        if (m is null)
            return "–";
        if (measure == "completion_after_cancel" && Of(subject, "cancel_reported", 1) is { Median: 0 })
            return "refused";
        bool fails = m.Failures == m.Runs && measure is "next_look_up" or "responsive_while_hanging";
        string figure = fails
            ? $"fails after {Quantity.Of(m)}"
            : (m.IsAboveLimit ? "> " : "") + Quantity.Of(m);
        return isFewer ? string.Create(CultureInfo.InvariantCulture, $"{figure} ({m.Outstanding:N0})") : figure;
    }

    private string Explanation()
    {
        var text = new StringBuilder();
        text.Append("The first four columns are GetXByY, by its four ways to start and cancel. In brackets: with so many instead. c-ares cancels all at once ")
            .Append("and has no other cancel; its figure is for all. GetXByY and System.Net.Dns are cancelled by ")
            .Append("another thread than the starter's, the others by the starter's own.");
        if (all.FirstOrDefault(m => m.Measure == "memory_of_one" && m.IsOurs && m.Outstanding > Many) is { } big)
        {
            string Figure(string measure) => Of(big.Subject, measure, big.Outstanding) is { } m ? Quantity.Of(m) : "–";
            text.Append($" With {Figure("outstanding")} outstanding at once, by handles, a process has {Figure("threads")} threads ")
                .Append($"and {Figure("sockets")} sockets, and each takes {Quantity.Of(big)}.");
        }
        return text.ToString();
    }
}
