using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>The facts on the first screen of the README, from the measurements.</summary>
internal static class Facts
{
    private const string Us = "getxbyy-await";
    private const string Them = "system-net-dns";

    internal static string ToMarkdown(IReadOnlyCollection<Measurement> all)
    {
        var text = new StringBuilder();
        text.Append($"| on {Environment.ProcessorCount} cores, the name server on the same machine ")
            .AppendLine("| `await` with GetXByY | with System.Net.Dns |").AppendLine("|---|---|---|");
        Add("a look-up of a silent server ends, when its token fires at 200 ms, after", "end_after_token_at_200ms", 1);
        Add("a name that is answered takes, while 200 look-ups hang", "responsive_while_hanging", 200);
        Add($"names a second, 1,000 outstanding{Limit(all)}", "names_per_second", 1000);
        return text.ToString();

        void Add(string fact, string measure, int outstanding)
        {
            Measurement? Of(string subject) => all.FirstOrDefault(
                m => m.Subject == subject && m.Measure == measure && m.Outstanding == outstanding && m.Family == "A");
            if (Of(Us) is { } ours && Of(Them) is { } theirs)
                text.AppendLine($"| {fact} | **{Figure(ours)}** | {Figure(theirs)} |");
        }
    }

    private static string Limit(IEnumerable<Measurement> all) =>
        all.FirstOrDefault(m => m is { Subject: "limit", Measure: "names_per_second", Outstanding: 1000 }) is { } limit
            ? $" (a C program that only moves packets: {Figure(limit)})"
            : "";

    /// <summary>A figure in words: names a second are thousands.</summary>
    internal static string Figure(Measurement m) => (m.IsAboveLimit ? "more than " : "") +
        (m.Unit == "1/s" ? Quantity.Digits(m.Median / 1000) + " thousand" : Quantity.Of(m));
}
