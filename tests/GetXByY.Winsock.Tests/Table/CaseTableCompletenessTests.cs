using GetXByY.Winsock.Cases;

namespace GetXByY.Winsock.Tests;

/// <summary>Nothing is missing in the table.</summary>
public class CaseTableCompletenessTests
{
    private static readonly List<Case> s_cases = CaseTable.Read(Path.Combine(AppContext.BaseDirectory, "Cases"));

    private static string Root { get; } = FindRoot();

    private static string MutantFolder => Path.Combine(Root, "tests", "GetXByY.Winsock.Cases", "Mutants");

    [Fact]
    public void Codes_OfTheDocumentation_HaveACaseOrAReason() =>
        Assert.Empty(new SeenCodes(s_cases).Missing(Path.Combine(AppContext.BaseDirectory, "Data", "documented-codes")));

    [Fact]
    public void Decisions_All_HaveACaseAndAMutant()
    {
        IEnumerable<int> decisions = Enumerable.Range(1, 17);
        Assert.Empty(decisions.Except(s_cases.SelectMany(each => each.Decisions)));
        Assert.Empty(decisions.Except(
            Directory.GetFiles(MutantFolder).Select(path => int.Parse(Path.GetFileName(path)[..2]))));
    }

    [Fact]
    public void Cases_All_HaveATitleASourceAndSteps() =>
        Assert.DoesNotContain(s_cases, each => each.Title.Length == 0 || each.Sources.Count == 0 || each.Steps.Count == 0);

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GetXByY.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
