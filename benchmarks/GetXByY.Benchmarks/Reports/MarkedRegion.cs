namespace GetXByY.Benchmarks;

/// <summary>The parts of a page that a tool writes, each between <c>&lt;!-- NAME: written by …</c> and
/// <c>&lt;!-- /NAME --&gt;</c>; what is around them is written by people.</summary>
internal static class MarkedRegion
{
    /// <summary>Puts a text in the place of what is there.</summary>
    internal static void Write(string path, string name, string content)
    {
        string text = File.ReadAllText(path);
        int mark = text.IndexOf($"<!-- {name}:", StringComparison.Ordinal);
        int end = text.IndexOf($"<!-- /{name} -->", StringComparison.Ordinal);
        if (mark < 0 || end < mark)
            throw new InvalidDataException($"{path} has no region {name}: '<!-- {name}: … -->' and '<!-- /{name} -->' on lines of their own");
        int begin = text.IndexOf('\n', mark) + 1;
        File.WriteAllText(path, text[..begin] + content.TrimEnd('\n') + "\n" + text[end..]);
    }
}
