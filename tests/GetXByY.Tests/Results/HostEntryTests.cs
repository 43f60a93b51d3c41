namespace GetXByY.Tests.Results;

public sealed class HostEntryTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.9, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void TimeToLive_Given_IsWholeSeconds(double seconds, int expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected), new HostEntry("h") { TimeToLive = TimeSpan.FromSeconds(seconds) }.TimeToLive);

    [Fact]
    public void TimeToLive_NotGivenOrNull_IsNull()
    {
        Assert.Null(new HostEntry("h").TimeToLive);
        Assert.Null(new HostEntry("h") { TimeToLive = null }.TimeToLive);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2_147_483_648)]
    public void TimeToLive_OutOfRange_Throws(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HostEntry("h") { TimeToLive = TimeSpan.FromSeconds(seconds) });
}
