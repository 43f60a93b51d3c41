using GetXByY.Databases;

namespace GetXByY.Tests.Databases;

public sealed class NameIndexTests
{
    private readonly NameIndex<string> _index = new();

    [Fact]
    public void Find_SameNameInTwoCases_PrefersTheExactOne()
    {
        _index.Add("Web", 0, "first");
        _index.Add("web", 0, "second");

        Assert.Equal("first", _index.Find("Web", 0));
        Assert.Equal("second", _index.Find("web", 0));
        Assert.Equal("first", _index.Find("WEB", 0));
    }

    [Fact]
    public void Find_ExactNameOnlyInAnotherGroup_TakesAnyCaseInThisOne()
    {
        _index.Add("Web", 1, "one");
        _index.Add("web", 2, "two");

        Assert.Equal("two", _index.Find("Web", 2));
        Assert.Null(_index.Find("Web", 3));
    }

    [Fact]
    public void Find_AddedTwice_GivesTheFirst()
    {
        _index.Add("a", 0, "first");
        _index.Add("a", 0, "second");

        Assert.Equal("first", _index.Find("a", 0));
    }

    [Fact]
    public void Find_EmptyIndexOrName_GivesNull()
    {
        Assert.Null(_index.Find("a", 0));
        _index.Add("a", 0, "entry");
        Assert.Null(_index.Find("", 0));
    }
}
