using System.Text;

namespace GetXByY.Winsock.Cases;

/// <summary>docs/differences-from-windows.md: what the table says of the documentation of Windows.</summary>
internal sealed class DifferencesPage(IReadOnlyList<Case> cases, string documentedCodes)
{
    internal string Text()
    {
        var text = new StringBuilder("""
            # Differences from the documentation of Windows

            This page is written by `eng/winsock-cases --write`; do not edit it.

            The documentation of Windows is followed. These are all cases of the table in which it is not, then those in
            which it leaves a choice or contradicts itself. In brackets stand the cases that show it: each runs on Linux and
            on Windows, and [winsock-compatibility.md](winsock-compatibility.md) says what was seen. What is decided, and
            by which rule: [winsock-decisions.md](winsock-decisions.md).


            """);
        text.AppendDifferences(cases, "documentation", "Where it is not followed", "What it says; what is done, and why.");
        text.AppendSentences("Codes that it names and that no case shows", "Why not.", Never());
        text.AppendDifferences(cases, "open", "Where it leaves a choice", "What is chosen.");
        text.Length--; // the last line is one of the list
        return text.ToString();
    }

    private IEnumerable<IGrouping<string, string>> Never() => File.ReadLines(documentedCodes)
        .Select(line => line.Split(' ', 5))
        .Where(words => words is [_, _, _, "never", _])
        .GroupBy(words => words[4], words => $"{words[0]}: {words[2]}");
}
