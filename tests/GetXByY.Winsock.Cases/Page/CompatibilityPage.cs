using System.Globalization;
using System.Text;

namespace GetXByY.Winsock.Cases;

/// <summary>docs/winsock-compatibility.md: what the three runs saw, side by side.</summary>
internal sealed class CompatibilityPage(ThreeRuns runs)
{
    private readonly StringBuilder _text = new();

    internal string Text()
    {
        WriteHead();
        WriteCounts();
        _text.AppendDifferences(runs.Cases, "wine", "Where Wine's own ws2_32 does otherwise", "Seen in the run.");
        _text.AppendDifferences(runs.Cases, "reactos", "Where ReactOS does otherwise", "Read in its sources; nothing was run.");
        _text.AppendDifferences(runs.Cases, "caller", "Callers that depend on it", "Read in their sources.");
        foreach (IGrouping<string, Case> group in runs.Cases.GroupBy(each => each.Group))
            WriteGroup([.. group]);
        return _text.ToString();
    }

    private void WriteHead() => _text.Append("""
        # Compatibility with Windows Sockets

        This page is written by `eng/winsock-cases --write`; do not edit it.

        The cases are data, in `tests/GetXByY.Winsock.Cases/Cases`: what is done, step by step, and what must be seen.
        Three programs run them: one over our `WinSock` on Linux; the same, published for win-x64, on Windows, which here
        is Wine, with real windows and their message queues; and one in C over Wine's own ws2_32, with the same files and
        the same name server. The numbers of decisions are those of [winsock-decisions.md](winsock-decisions.md). Sizes
        and offsets are those of 64-bit processes; those of 32-bit ones are checked by the tests of the writers. Where the
        documentation of Windows is not followed: [differences-from-windows.md](differences-from-windows.md).

        «same» is what was expected, «–» a step that could not be made there, «left out» one that only makes a moment
        certain.


        """);

    private void WriteCounts()
    {
        _text.Append("| cases of | all | ours on Linux | ours on Windows | Wine's own: same | otherwise | cannot be made |\n");
        _text.Append("|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, Case> group in runs.Cases.GroupBy(each => each.Group))
            WriteCount(group.Key[3..], [.. group]);
        WriteCount("all", runs.Cases);
        _text.Append('\n');
    }

    private void WriteCount(string name, IReadOnlyCollection<Case> cases)
    {
        int same = cases.Count(each => runs.Native(each).IsSame);
        int other = cases.Count(each => !runs.Native(each).IsSame && runs.Native(each).IsPossible);
        int onLinux = cases.Count(each => runs.OnLinux(each) is { IsSame: true });
        int onWindows = cases.Count(each => runs.OnWindows(each).IsSame);
        _text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {cases.Count} | {onLinux} | {onWindows} | {same} | {other} | {cases.Count - same - other} |\n");
    }

    private void WriteGroup(IReadOnlyList<Case> cases)
    {
        _text.Append(CultureInfo.InvariantCulture, $"## Cases of {cases[0].Group[3..]}\n\n{cases[0].Introduction}\n\n");
        _text.Append("| case | what is done | what must be seen | ours on Linux | ours on Windows | Wine's own |\n");
        _text.Append("|---|---|---|---|---|---|\n");
        foreach (Case each in cases)
            WriteCase(each);
        _text.Append('\n');
    }

    private void WriteCase(Case each)
    {
        string world = each.World.Count == 0 ? "" : $"<br>*{string.Join(", ", each.World)}*";
        string decisions = each.Decisions.Count == 0 ? "" : $"<br>decision {string.Join(", ", each.Decisions)}";
        string sources = string.Concat(each.Sources.Select(source => $"<br>{Cell(source)}"));
        _text.Append(CultureInfo.InvariantCulture, $"| **{each.Id}**<br>{Cell(each.Title)}{world}{decisions}{sources} | ");
        WriteSteps(each, i => each.Steps[i].Command);
        WriteSteps(each, i => each.Steps[i].Expected);
        WriteRun(each, runs.OnLinux(each));
        WriteRun(each, runs.OnWindows(each));
        WriteRun(each, runs.Native(each));
        _text.Append('\n');
    }

    private void WriteSteps(Case each, Func<int, string> text)
    {
        _text.AppendJoin("<br>", Enumerable.Range(0, each.Steps.Count).Select(i => $"`{Cell(text(i))}`"));
        _text.Append(" | ");
    }

    private void WriteRun(Case each, SeenSteps? run)
    {
        if (run is null)
            _text.Append("– | ");
        else if (run.IsSame)
            _text.Append("same | ");
        else
            WriteSteps(each, run.At);
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
