namespace GetXByY.Tests.House;

/// <summary>The mutants fit the sources as they are now. That each of them is noticed is shown by eng/mutants and
/// eng/case-mutants, which take minutes.</summary>
public class MutantFileTests
{
    private const string OldFile = "--- a/";

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Mutant_Any_FitsTheSources(string mutant)
    {
        string[] lines = Repository.Read(mutant).ReplaceLineEndings("\n").Split('\n');
        var hunks = Hunks(lines).ToList();
        Assert.NotEmpty(hunks);
        Assert.All(hunks, hunk => Assert.Contains(hunk.Text, Source(hunk.File)));
    }

    public static TheoryData<string> Mutants() =>
        new(Files("tests/Mutants").Concat(Files("tests/GetXByY.Winsock.Cases/Mutants")));

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.patch")
            .Select(path => Path.GetRelativePath(Repository.Root, path));

    private static string Source(string file) => Repository.Read(file).ReplaceLineEndings("\n");

    /// <summary>What each hunk of a patch finds in its source: the lines that stay and those that go.</summary>
    private static IEnumerable<(string File, string Text)> Hunks(string[] patch)
    {
        string file = "";
        for (int i = 0; i < patch.Length; i++)
        {
            if (patch[i].StartsWith(OldFile, StringComparison.Ordinal))
                file = patch[i][OldFile.Length..];
            if (!patch[i].StartsWith("@@", StringComparison.Ordinal))
                continue;
            IEnumerable<string> hunk = patch.Skip(i + 1)
                .TakeWhile(line => !line.StartsWith("@@") && !line.StartsWith(OldFile));
            yield return (file, string.Concat(hunk.Where(line => line is [' ' or '-', ..]).Select(line => line[1..] + "\n")));
        }
    }
}
