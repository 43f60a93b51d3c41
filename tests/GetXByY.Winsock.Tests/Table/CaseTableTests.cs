using GetXByY.Winsock.Cases;

namespace GetXByY.Winsock.Tests;

/// <summary>The table of cases, one test for each; the cases are the files of tests/GetXByY.Winsock.Cases/Cases.</summary>
/// <remarks>They put a provider of their own in the place of the process's.</remarks>
[Collection(nameof(OneProvider))]
public class CaseTableTests
{
    private static readonly Dictionary<string, Case> s_cases =
        CaseTable.Read(Path.Combine(AppContext.BaseDirectory, "Cases")).ToDictionary(each => each.Id);

    private static string Data => Path.Combine(AppContext.BaseDirectory, "Data");

    public static TheoryData<string> Ids() => new(s_cases.Values.Where(CaseWorld.IsPossible).Select(each => each.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_Run_IsAsTheTableSays(string id)
    {
        Case @case = s_cases[id];
        Assert.Equal(@case.Steps.Select(step => $"{step.Command}: {step.Expected}"), Seen(@case));
    }

    private static IEnumerable<string> Seen(Case @case)
    {
        List<string> seen = CaseRun.Of(Data, @case);
        return @case.Steps.Select((step, i) => $"{step.Command}: {Transcript.At(seen, i)}");
    }
}
