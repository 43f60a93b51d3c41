using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace StallProof;

/// <summary>The table of what the loads wrote.</summary>
internal static class Report
{
    private const string Begin = "<!-- figures";
    private const string End = "<!-- /figures";

    /// <summary>Prints it and, if there is a page, puts it between the page's marks.</summary>
    internal static void Write(string folder, string? page)
    {
        string table = ToMarkdown(folder);
        Console.WriteLine(table);
        if (page is null)
            return;
        string text = File.ReadAllText(page);
        int begin = text.IndexOf('\n', text.IndexOf(Begin, StringComparison.Ordinal)) + 1;
        int end = text.IndexOf(End, begin, StringComparison.Ordinal);
        File.WriteAllText(page, text[..begin] + table + text[end..]);
    }

    private static string ToMarkdown(string folder)
    {
        string[] subjects = [.. ((string[])["system", "getxbyy"]).Where(s => File.Exists(Path.Combine(folder, $"{s}.threads")))];
        var text = new StringBuilder();
        text.Append("| |").AppendJoin("", subjects.Select(s => s == "system" ? " System.Net.Dns |" : " GetXByY |")).Append('\n');
        text.Append("|---|").AppendJoin("", subjects.Select(_ => "--:|")).Append('\n');
        Requests("answered", "requests to other names, a new connection each");
        Requests("kept", "requests to one host over a kept connection, without a look-up");
        Requests("silent", $"requests to silent names, whose token fires after {Schedule.Patience} ms");
        Row("threads of the process at first", "threads", s => Number(s.First));
        Row("… at most", "threads", s => Number(s.Max));
        text.Append(
            $"\n{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, " +
            $"{RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}; name server and web server on loopback.\n");
        return text.ToString();

        void Requests(string kind, string words)
        {
            Row($"{words}: half of them took at most", kind, s => Time(s.Quantile(0.5)));
            Row("… 99 %", kind, s => Time(s.Quantile(0.99)));
            Row("… the longest", kind, s => (s.Unfinished > 0 ? "> " : "") + Time(s.Max));
            Row("… had not ended when the watch was over", kind, s => $"{s.Unfinished} of {s.Count}");
        }

        void Row(string words, string kind, Func<Series, string> value) =>
            text.Append($"| {words} |").AppendJoin("", subjects.Select(subject =>
                $" {value(Series.Read(Path.Combine(folder, $"{subject}.{kind}")))} |")).Append('\n');
    }

    private static string Time(double milliseconds) => milliseconds switch
    {
        >= 1000 => $"{Number(milliseconds / 1000, "0.0")} s",
        >= 10 => $"{Number(milliseconds)} ms",
        _ => $"{Number(milliseconds, "0.0")} ms",
    };

    private static string Number(double value, string format = "0") => value.ToString(format, CultureInfo.InvariantCulture);
}
