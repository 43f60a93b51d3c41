using System.Text.RegularExpressions;

namespace GetXByY.Tests.House;

// The rules of the house are no better than what reads the code.
public partial class CodeReaderTests
{
    [Theory]
    [InlineData("A // B \"\n C", "A C")]
    [InlineData("A /* B \n ' */ C", "A C")]
    [InlineData("A \"B \\\" B\" C", "A C")]
    [InlineData("A \"\" C", "A C")]
    [InlineData("A '\"' C '\\'' D '\\u0022' E", "A C D E")]
    [InlineData("A @\"B \\\" C", "A C")]
    [InlineData("A @\"B \"\" B\" C", "A C")]
    [InlineData("A \"\"\" B \" B \"\"\" C", "A C")]
    [InlineData("A \"\"\"\" B \"\"\" B \"\"\"\" C", "A C")]
    public void Read_Literals_AreBlank(string text, string words) => Assert.Equal(words, Words(text));

    [Theory]
    [InlineData("A $\"B {C} B {{B}} {{{D}}} {E(\"F\")}\" G", "A C D E G")]
    [InlineData("A $@\"B \\{C}\"\"B\" D", "A C D")]
    [InlineData("A $\"{(x is { } y ? $\"{B}\" : \"C\")} D\" E", "A x is y B E")]
    [InlineData("A $\"\"\"B {C} \"B\" \"\"\" D", "A C D")]
    [InlineData("A $$\"\"\"B {B} {{C}} \"\"\" D", "A C D")]
    public void Read_Interpolation_KeepsTheHoles(string text, string words) => Assert.Equal(words, Words(text));

    [Fact]
    public void Read_StringWithoutEnd_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new CodeReader("A \"B").Read());

    [Fact]
    public void Types_AllKinds_AreFound()
    {
        const string Text = """
            sealed class A { enum B { } } readonly record struct C(int X); interface D<T> where T : class { }
            delegate Func<int> E<T>(delegate* unmanaged<int> f); record F;
            """;
        Assert.Equal(["A", "B", "C", "D", "E", "F"], new SourceFile("Some/File.cs", Text).Types);
    }

    private static string Words(string text) =>
        string.Join(' ', WordPattern().Matches(new CodeReader(text).Read()).Select(match => match.Value));

    [GeneratedRegex(@"\w+")]
    private static partial Regex WordPattern();
}
