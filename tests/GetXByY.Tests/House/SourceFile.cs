using System.Text.RegularExpressions;

namespace GetXByY.Tests.House;

/// <summary>A C# file, by its path from the root, with forward slashes.</summary>
internal sealed partial class SourceFile(string path, string text)
{
    private string? _code;

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The text, comments and literals blanked out.</summary>
    public string Code => _code ??= new CodeReader(Text).Read();

    /// <summary>The file's name up to the first dot: LookupEngine of LookupEngine.Turn.cs.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    public string Folder => Path[..Path.LastIndexOf('/')];

    public int Lines => Text.TrimEnd('\n').Split('\n').Length;

    /// <summary>The types it declares, in order; nested ones too.</summary>
    public IEnumerable<string> Types => TypePattern().Matches(Code).Select(match => match.Groups["name"].Value);

    public override string ToString() => Path;

    [GeneratedRegex(
        @"\b(class|struct|interface|enum|record)\s+((class|struct)\s+)?(?!where\b)(?<name>\w+)"
        + @"|\bdelegate\s+[^;()]*?(?<name>\w+)\s*(<[^()<>]*>)?\s*\(",
        RegexOptions.ExplicitCapture)]
    private static partial Regex TypePattern();
}
