using System.Text.RegularExpressions;

namespace GetXByY.Tests.House;

// What eng/check-model proves is about the model. This keeps the model the one of LookupState.
public partial class ModelTests
{
    private static readonly string s_model =
        Repository.Read("models/LookupTable.pml") + Repository.Read("models/Lookup.pml");

    [Fact]
    public void States_Names_AreThoseOfTheEnum()
    {
        string block = StatesPattern().Match(s_model).Value;
        var states = DefinitionPattern().Matches(block)
            .Select(match => (match.Groups["name"].Value, int.Parse(match.Groups["value"].Value)));
        Assert.Equal(Enum.GetValues<LookupState>().Select(state => (state.ToString(), (int)state)), states);
    }

    [Fact]
    public void Moves_Arrows_AreThoseOfTheTable()
    {
        var moves = MovePattern().Matches(s_model)
            .Select(match => $"{match.Groups["from"].Value} -> {match.Groups["to"].Value}");
        string[] table = [.. ArrowsOfTheTable()];
        Assert.NotEmpty(table);
        Assert.Equal(table.Order(StringComparer.Ordinal), moves.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ArrowsOfTheTable() =>
        from Match match in ArrowPattern().Matches(Repository.Read("src/GetXByY/Lookups/LookupState.cs"))
        from start in match.Groups["from"].Value.Split(" | ")
        select $"{start} -> {match.Groups["to"].Value}";

    [GeneratedRegex(@"^/\* LookupState,.*\n(#define .*\n)+", RegexOptions.Multiline)]
    private static partial Regex StatesPattern();

    [GeneratedRegex(@"^#define (?<name>\w+) (?<value>\d+)$", RegexOptions.Multiline)]
    private static partial Regex DefinitionPattern();

    // A use of the two macros that move a word, with names of states; their definitions have none.
    [GeneratedRegex(@"\b(Try)?Move\(h, c, (?<from>[A-Z]\w+), (?<to>[A-Z]\w+)\)")]
    private static partial Regex MovePattern();

    [GeneratedRegex(@"^//\s+(?<from>\w+( \| \w+)*)\s+->\s+(?<to>\w+)", RegexOptions.Multiline)]
    private static partial Regex ArrowPattern();
}
