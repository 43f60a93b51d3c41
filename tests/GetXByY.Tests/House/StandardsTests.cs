using System.Text.RegularExpressions;

namespace GetXByY.Tests.House;

/// <summary>docs/standards.md names the test that shows each thing; none of them may be made up or gone.</summary>
public partial class StandardsTests
{
    [Fact]
    public void Standards_EachNamedTest_Exists()
    {
        var tests = TestMethods().ToHashSet();
        string[] named = [.. NamedTest().Matches(Repository.Read("docs/standards.md")).Select(m => m.Groups[1].Value)];
        Assert.True(named.Length > 40, "the page names hardly any tests");
        HouseAssert.None(named.Where(name => !tests.Contains(name)), "a test that docs/standards.md names and nobody has");
    }

    [Fact]
    public void Standards_EachThingDone_NamesATest()
    {
        string page = Repository.Read("docs/standards.md").ReplaceLineEndings("\n");
        string done = page[page.IndexOf("## Done", StringComparison.Ordinal)..page.IndexOf("## Doubt", StringComparison.Ordinal)];
        HouseAssert.None(
            done.Split('\n').Where(line => line.StartsWith('|')).Skip(2).Where(line => !NamedTest().IsMatch(line)),
            "something that no test shows");
    }

    private static IEnumerable<string> TestMethods() =>
        from file in Repository.Sources("tests")
        from Match type in TestClass().Matches(file.Text).Take(1)
        from Match method in TestMethod().Matches(file.Text)
        select $"{type.Groups[1].Value}.{method.Groups[1].Value}";

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\bclass (\w+Tests)\b")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"\bpublic (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex TestMethod();
}
