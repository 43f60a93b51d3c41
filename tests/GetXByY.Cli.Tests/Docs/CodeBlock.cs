using System.Text.RegularExpressions;

namespace GetXByY.Cli.Tests.Docs;

/// <summary>A block of code in a page, with the output that the page shows behind it.</summary>
internal sealed partial record CodeBlock(string Page, string Code, string? Output)
{
    internal static IEnumerable<CodeBlock> All()
    {
        string root = Root();
        foreach (string page in Directory.GetFiles(Path.Combine(root, "docs"), "*.md").Append(Path.Combine(root, "README.md")))
        {
            foreach (Match match in CSharp().Matches(File.ReadAllText(page)))
                yield return new CodeBlock(
                    Path.GetFileName(page), match.Groups["code"].Value,
                    match.Groups["output"].Success ? match.Groups["output"].Value : null);
        }
    }

    /// <summary>What the page shows behind the one block that has a piece of code in it.</summary>
    internal static string? OutputOf(string code) => All().Single(b => b.Code.Contains(code, StringComparison.Ordinal)).Output;

    internal static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GetXByY.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the project.");
        return folder;
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```\n(\n```text\n(?<output>.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
