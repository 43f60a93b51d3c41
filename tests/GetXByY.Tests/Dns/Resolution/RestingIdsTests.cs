using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class RestingIdsTests
{
    private readonly RestingIds _ids = new();

    [Fact]
    public void Release_Two_TakesOutTheOldest()
    {
        _ids.Add(65_535, until: 10);
        _ids.Add(0, until: 20);
        Assert.Equal((true, true, 2), (_ids.Contains(65_535), _ids.Contains(0), _ids.Count));
        _ids.Release();
        Assert.Equal((false, true, 1), (_ids.Contains(65_535), _ids.Contains(0), _ids.Count));
    }

    [Theory]
    [InlineData(10u, 9u, false)]
    [InlineData(10u, 10u, true)]
    [InlineData(2u, uint.MaxValue, false)] // the time wraps around
    [InlineData(uint.MaxValue, 1u, true)]
    public void HasRested_AtAMoment_ComparesItWithTheOldest(uint until, uint now, bool hasRested)
    {
        Assert.False(_ids.HasRested(now));
        _ids.Add(7, until);
        Assert.Equal(hasRested, _ids.HasRested(now));
    }

    [Fact]
    public void Clear_Some_LeavesNone()
    {
        _ids.Clear();
        _ids.Add(7, until: 10);
        _ids.Clear();
        Assert.Equal((false, 0, false), (_ids.Contains(7), _ids.Count, _ids.HasRested(20)));
    }
}
