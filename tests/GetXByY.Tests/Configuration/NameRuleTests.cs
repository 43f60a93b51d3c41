using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class NameRuleTests
{
    private static readonly string s_label = new('x', 63);

    [Theory]
    [InlineData("a")]
    [InlineData("localhost")]
    [InlineData("ip6-localhost")]
    [InlineData("_sip._tcp.example.com")]
    [InlineData("127.0.0.1")]
    [InlineData("büro.example")]
    public void Violation_PossibleName_IsNull(string name) => Assert.Null(NameRule.Violation(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a\u0001b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u00a0b")]
    public void Violation_ImpossibleName_IsTold(string name) => Assert.NotNull(NameRule.Violation(name));

    [Fact]
    public void Violation_LengthsInBytes_AreThoseOfTheRfc()
    {
        string longest = $"{s_label}.{s_label}.{s_label}.{new string('y', 61)}";
        Assert.Equal(NameRule.MaxName, longest.Length);

        Assert.Null(NameRule.Violation(s_label));
        Assert.NotNull(NameRule.Violation(s_label + "x"));
        Assert.Null(NameRule.Violation(longest));
        Assert.NotNull(NameRule.Violation(longest + "y"));
        Assert.Null(NameRule.Violation(new string('ü', 31)));
        Assert.NotNull(NameRule.Violation(new string('ü', 32)));
        Assert.NotNull(NameRule.Violation(new string('x', 100_000)));
    }

    [Theory]
    [InlineData("a.b.", "a.b")]
    [InlineData("a.b", "a.b")]
    [InlineData("a..", "a.")]
    [InlineData(".", "")]
    [InlineData("", "")]
    public void WithoutFinalDot_AnyName_LosesAtMostOneDot(string name, string expected) =>
        Assert.Equal(expected, NameRule.WithoutFinalDot(name));
}
