using System.Text;

namespace GetXByY.Tests.House;

// The public surface changes on purpose only: eng/surface holds what was approved.
public class PublicSurfaceTests
{
    private static readonly bool s_approve = Environment.GetEnvironmentVariable("GETXBYY_APPROVE_SURFACE") == "1";

    [Theory]
    [InlineData("GetXByY")]
    [InlineData("GetXByY.Hosting")]
    [InlineData("GetXByY.Testing")]
    [InlineData("GetXByY.Winsock")]
    public void PublicSurface_Today_IsTheApprovedOne(string library)
    {
        string path = Path.Combine(Repository.Root, "eng", "surface", $"{library}.txt");
        var today = PublicSurface.Of(Libraries.Find(library));
        if (s_approve)
            File.WriteAllText(path, string.Concat(today.Select(line => $"{line}\n")));

        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];
        string differences = Differences(approved, today);
        if (differences.Length > 0)
            Assert.Fail($"The public surface of {library} is not the approved one:\n{differences}{HowToApprove(library)}");
    }

    [Fact]
    public void Differences_OfLists_AreMarkedLines() =>
        Assert.Equal("- B\n+ D\n", Differences(["A", "B", "C"], ["A", "C", "D"]));

    private static string Differences(IReadOnlyList<string> approved, IReadOnlyList<string> today)
    {
        var text = new StringBuilder();
        foreach (string line in approved.Except(today))
            text.Append($"- {line}\n");

        foreach (string line in today.Except(approved))
            text.Append($"+ {line}\n");

        return text.ToString();
    }

    private static string HowToApprove(string library) =>
        $"""

        If this is what you want:
          1. run eng/approve-surface, which rewrites eng/surface/{library}.txt, and commit that;
          2. say it in CHANGELOG.md: every change that users can see needs a line there.
        A line with a minus breaks programs that use it.
        """;
}
