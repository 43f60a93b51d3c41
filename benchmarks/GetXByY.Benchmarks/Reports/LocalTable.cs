using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>The requests that need no server: a row for each database.</summary>
internal sealed class LocalTable(IReadOnlyCollection<Measurement> all)
{
    private const int Many = 1000;

    private static readonly (string Database, string Label)[] s_rows =
        [("service", "`WSAAsyncGetServByName`"), ("protocol", "`WSAAsyncGetProtoByName`"),
            ("host", "`WSAAsyncGetHostByName` of a name in the hosts file")];

    internal string ToMarkdown()
    {
        if (all.All(m => m.Suite != "local"))
            return "";
        var text = new StringBuilder();
        text.Append("| requests a second, from the start to the message in hand, one thread | 1,000 outstanding ")
            .AppendLine("| bytes allocated by each | one after the other | glibc, blocking |")
            .AppendLine("|---|--:|--:|--:|--:|");
        foreach ((string database, string label) in s_rows)
        {
            string many = Figure("getxbyy-winsock", "requests_per_second", Many, database);
            string bytes = Figure("getxbyy-winsock", "allocated_by_one", Many, database);
            string one = Figure("getxbyy-winsock", "requests_per_second", 1, database);
            string glibc = Figure("glibc", "requests_per_second", 1, database);
            text.AppendLine($"| {label} | {many} | {bytes} | {one} | {glibc} |");
        }
        return text.ToString();
    }

    private string Figure(string subject, string measure, int outstanding, string database) =>
        all.FirstOrDefault(m => m.Suite == "local" && m.Subject == subject && m.Measure == measure
            && m.Outstanding == outstanding && m.Family == database) is { } found
            ? found.Median < 0.5 ? "0" : Quantity.Digits(found.Median)
            : "–";
}
