namespace GetXByY.Winsock.Cases;

/// <summary>The table and what the three runs saw of it.</summary>
internal sealed class ThreeRuns(IReadOnlyList<Case> cases, string linux, string windows, string native)
{
    private readonly Dictionary<string, List<string>> _linux = Transcript.Read(linux);
    private readonly Dictionary<string, List<string>> _windows = Transcript.Read(windows);
    private readonly Dictionary<string, List<string>> _native = Transcript.Read(native);

    internal IReadOnlyList<Case> Cases => cases;

    /// <summary>Null where the case is one of Windows alone.</summary>
    internal SeenSteps? OnLinux(Case each) =>
        each.World.Contains("windows-window") ? null : Of(_linux, each);

    internal SeenSteps OnWindows(Case each) => Of(_windows, each);

    internal SeenSteps Native(Case each) => Of(_native, each);

    /// <summary>What is wrong with the runs or the table, a line each.</summary>
    internal IEnumerable<string> Faults()
    {
        foreach (Case each in cases)
        {
            if (OnLinux(each) is { IsSame: false })
                yield return $"{each.Id}: ours on Linux is not as expected";
            if (!OnWindows(each).IsSame)
                yield return $"{each.Id}: ours on Windows is not as expected";
            bool isExplained = each.DifferenceOf("wine") is not null;
            if (!Native(each).IsSame && !isExplained)
                yield return $"{each.Id}: Wine's own does otherwise, and nothing says why";
            if (Native(each).IsSame && isExplained)
                yield return $"{each.Id}: says why Wine's own does otherwise, but it does not";
        }
    }

    private static SeenSteps Of(Dictionary<string, List<string>> run, Case each) =>
        new(each, run.GetValueOrDefault(each.Id) ?? []);
}
