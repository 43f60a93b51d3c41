namespace GetXByY.Benchmarks;

/// <summary>A page with figures between two marks.</summary>
internal static class FigurePage
{
    private const string Begin = "<!-- figures";
    private const string End = "<!-- /figures";

    /// <summary>Puts a table where the page has the last one.</summary>
    internal static void Write(string page, string table)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf('\n', text.IndexOf(Begin, StringComparison.Ordinal)) + 1;
        int end = text.IndexOf(End, begin, StringComparison.Ordinal);
        File.WriteAllText(page, text[..begin] + table + text[end..]);
    }
}
