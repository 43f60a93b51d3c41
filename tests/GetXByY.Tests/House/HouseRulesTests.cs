using System.Text.RegularExpressions;

namespace GetXByY.Tests.House;

// Rules about the text of the sources. What the compiler and its analyzers can keep is not repeated here.
public partial class HouseRulesTests
{
    private const int MostLines = 500;

    // in two parts, or this file would break its own rule
    private static readonly string[] s_notes = ["TO" + "DO", "FIX" + "ME"];

    private static readonly SourceFile[] s_sources =
        [.. new[] { "src", "tests", "benchmarks" }.SelectMany(Repository.Sources)];

    [Fact]
    public void Sources_All_AreFound() => Assert.True(s_sources.Length > 100, $"only {s_sources.Length} files");

    [Fact]
    public void Sources_Lines_AreFew() =>
        HouseAssert.None(s_sources.Where(file => file.Lines > MostLines), $"more than {MostLines} lines");

    [Fact]
    public void Sources_Names_AreThoseOfTheirTypes() =>
        HouseAssert.None(
            from file in s_sources
            let type = file.Types.FirstOrDefault()
            where type != null && type != file.Name
            select $"{file} has {type} first",
            "a file is named after its first type, a part of one Type.Aspect.cs");

    [Fact]
    public void Names_SayWhatIsInside() =>
        HouseAssert.None(
            s_sources.SelectMany(file => file.Types.Concat(file.Folder.Split('/'))).Distinct()
                .Where(name => VagueNamePattern().IsMatch(name)),
            "a name that would fit anything");

    [Fact]
    public void Sources_Regions_AreNotUsed() =>
        HouseAssert.None(s_sources.Where(file => RegionPattern().IsMatch(file.Code)), "a region hides what is too long");

    [Fact]
    public void Sources_Notes_BelongIntoIssues() =>
        HouseAssert.None(s_sources.Where(file => s_notes.Any(file.Text.Contains)), "a note for later: open an issue");

    [Fact]
    public void Tests_Waiting_IsForEvents() =>
        HouseAssert.None(
            s_sources.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal)
                && SleepPattern().IsMatch(file.Code)),
            "a test that sleeps: wait for an event or for virtual time");

    [Fact]
    public void StateEnums_Transitions_AreAboveThem() =>
        HouseAssert.None(
            from file in s_sources
            from Match match in StateEnumPattern().Matches(file.Code)
            where !file.Text[..match.Index].Contains("->")
            select $"{file}: {match.Groups["name"].Value}",
            "a state without its transitions (From -> To, and why) in a comment above it");

    [Fact]
    public void Libraries_SharedState_IsReachedThroughAtomic() =>
        HouseAssert.None(
            s_sources.Where(file => SharedStatePattern().IsMatch(file.Code) && file.Name != "Atomic"
                && LibraryPattern().IsMatch(file.Path)),
            "Interlocked, Volatile, volatile, or a lock without Atomic.At: the simulation would not meet it");

    [GeneratedRegex(@"(Util|Utils|Utility|Utilities|Helper|Helpers|Common|Manager|Managers|Misc)$")]
    private static partial Regex VagueNamePattern();

    [GeneratedRegex(@"\b(Interlocked|Volatile|volatile)\b|\block\s*\((?!\s*Atomic\s*\.\s*(At|Within)\b)")]
    private static partial Regex SharedStatePattern();

    [GeneratedRegex("^src/GetXByY(.Winsock)?/")]
    private static partial Regex LibraryPattern();

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\b")]
    private static partial Regex SleepPattern();

    [GeneratedRegex(@"\benum\s+(?<name>\w+(State|Phase))\b")]
    private static partial Regex StateEnumPattern();
}
