using GetXByY.Tests.Simulation;
using static GetXByY.Tests.Engine.CacheTests;

namespace GetXByY.Tests.Engine;

/// <summary>Stale answers, where look-ups share them, have deadlines, or what is kept changes meanwhile.</summary>
public sealed class StaleAnswerTests
{
    [Fact]
    public async Task ClearCache_LookupThatMayEndStale_StillEndsWithIt()
    {
        using SimulatedEngine s = await WithStale();
        RecordingFace first = Start(s), second = Start(s);
        s.NextSent();
        s.Engine.ClearCache();
        s.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Equal("192.0.2.7", Text(await first.Posted));
        Assert.Equal("192.0.2.7", Text(await second.Posted));
    }

    [Fact]
    public async Task ClearCache_LookupThatIsStartedThen_IsNotGivenWhatWasForgotten()
    {
        using SimulatedEngine s = await WithStale();
        RecordingFace before = Start(s);
        s.NextSent();
        s.Engine.ClearCache();
        RecordingFace behind = Start(s);
        SentMessage own = s.NextSent();
        s.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Equal("192.0.2.7", Text(await before.Posted));
        Assert.False(behind.Posted.IsCompleted);
        s.Answer(own, r => r.Address("192.0.2.8"));
        Assert.Equal("192.0.2.8", Text(await behind.Posted));
    }

    [Fact]
    public async Task HostByName_StaleAnswerThatGrowsTooOldMeanwhile_IsGiven()
    {
        using SimulatedEngine s = await WithStale();
        s.Time.Advance(TimeSpan.FromSeconds(3600 - 2));
        RecordingFace face = Start(s);
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Equal("192.0.2.7", Text(await face.Posted));
    }

    [Theory]
    [InlineData(100u, 0u)]
    [InlineData(0u, 100u)]
    public async Task HostByName_StaleAnswerAndADeadlineOfOne_IsGivenToThatOneOnly(uint first, uint second)
    {
        using SimulatedEngine s = await WithStale();
        RecordingFace[] faces = [Start(s, first), Start(s, second)];
        SentMessage sent = s.NextSent();
        s.Pass(TimeSpan.FromSeconds(0.2));
        int hurried = first > 0 ? 0 : 1;
        Assert.Equal("192.0.2.7", Text(await faces[hurried].Posted));
        Assert.False(faces[1 - hurried].Posted.IsCompleted);
        s.Answer(sent, r => r.Address("192.0.2.8"));
        Assert.Equal("192.0.2.8", Text(await faces[1 - hurried].Posted));
    }

    [Fact]
    public async Task HostByName_StaleAnswerOfADeadline_DoesNotKeepOthersFromAsking()
    {
        using SimulatedEngine s = await WithStale();
        RecordingFace hurried = Start(s, timeout: 20);
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(0.1));
        Assert.Equal("192.0.2.7", Text(await hurried.Posted));
        Assert.Equal("192.0.2.8", await Answered(s, "name.test.", r => r.Address("192.0.2.8")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task HostByName_NewAnswerThatMayNotBeKept_EndsTheStaleOne(int rcode)
    {
        using SimulatedEngine s = await WithStale();
        await Answered(s, "name.test.", r => rcode == 0 ? r.Ttl(0).Address("192.0.2.8") : r, rcode);
        Assert.Equal("TryAgain", await Answered(s, "name.test.", r => r, rcode: 2));
    }

    // With an answer that has been stale for a second.
    private static async Task<SimulatedEngine> WithStale()
    {
        SimulatedEngine s = WithCache(TimeSpan.FromHours(1));
        await Answered(s, "name.test.", r => r.Ttl(1).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(2));
        return s;
    }

    private static RecordingFace Start(SimulatedEngine s, uint timeout = 0)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", timeout: timeout);
        return face;
    }
}
