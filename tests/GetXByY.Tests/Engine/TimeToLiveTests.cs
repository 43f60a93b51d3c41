using System.Net.Sockets;
using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>How long an entry may be kept, as callers see it.</summary>
public sealed class TimeToLiveTests
{
    [Fact]
    public async Task HostByName_NothingKept_HasTheTtlOfTheAnswer()
    {
        using var s = new SimulatedEngine();
        Assert.Equal(90, await Asked(s, r => r.Ttl(90).Address("192.0.2.7")));
        Assert.Equal(7, await Asked(s, r => r.Ttl(7).Address("192.0.2.7")));
        Assert.Equal(0, await Asked(s, r => r.Ttl(0).Address("192.0.2.7")));
    }

    [Theory]
    [InlineData(20u, 60u, 20)]
    [InlineData(60u, 30u, 30)]
    // The first has been waiting for two seconds.
    [InlineData(31u, 30u, 29)]
    public async Task HostByName_BothFamilies_HasTheLeastAtTheEnd(uint first, uint second, int expected)
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", AddressFamily.Unspecified);
        SentMessage a = s.NextSent(), aaaa = s.NextSent();
        s.Answer(a, r => r.Ttl(first).Address("192.0.2.7"));
        s.Time.Advance(TimeSpan.FromSeconds(first == 20 ? 0 : 2));
        s.Answer(aaaa, r => r.Ttl(second).Address("2001:db8::7"));
        Assert.Equal(expected, await Seconds(face));
    }

    [Fact]
    public async Task HostByName_OneFamilyHasNone_HasWhatIsLeftOfTheOther()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", AddressFamily.Unspecified);
        SentMessage a = s.NextSent(), aaaa = s.NextSent();
        s.Answer(a, r => r.Ttl(60).Address("192.0.2.7"));
        s.Time.Advance(TimeSpan.FromSeconds(1.5));
        s.Answer(aaaa);
        Assert.Equal(59, await Seconds(face));
    }

    [Fact]
    public async Task HostByName_KeptAnswer_HasWhatIsLeft()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        Assert.Equal(60, await Asked(s, r => r.Ttl(60).Address("192.0.2.7")));
        s.Time.Advance(TimeSpan.FromSeconds(10.5));
        Assert.Equal(49, await Known(s));
        s.Time.Advance(TimeSpan.FromSeconds(49));
        Assert.Equal(0, await Known(s));
    }

    [Fact]
    public async Task HostByName_StaleAnswer_HasTheTimeUntilServersAreAskedAgain()
    {
        using SimulatedEngine s = CacheTests.WithCache(TimeSpan.FromHours(1));
        await Asked(s, r => r.Ttl(1).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(30, await Asked(s, r => r, rcode: 2));
        s.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(10, await Known(s));
        s.Pump();
        ResolverSnapshot snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((0, 0, 2), (snapshot.KeptAnswers, snapshot.SharedQueries, snapshot.StaleAnswers));
    }

    [Theory]
    [InlineData("known.test")]
    [InlineData("192.0.2.9")]
    [InlineData("localhost")]
    public async Task HostByName_NotFromDns_HasNone(string name)
    {
        using var s = new SimulatedEngine(hosts: "192.0.2.1 known.test\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        s.Pump();
        Assert.Null(((HostEntry)(await face.Posted).Entry).TimeToLive);
    }

    [Fact]
    public async Task HostByAddress_Answer_HasItsTtl()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        s.Engine.Start(LookupRequest.HostByAddress([192, 0, 2, 7], 0), face, default);
        s.Answer(s.NextSent(), r => r.Ttl(40).Pointer("name.test"));
        Assert.Equal(40, await Seconds(face));
    }

    // Within one second those that find the same answers get the same entry: nothing is made for them.
    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.Unspecified)]
    public async Task HostByName_KeptAnswerWithinASecond_IsTheSameEntry(AddressFamily family)
    {
        using SimulatedEngine s = CacheTests.WithCache();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", family);
        s.Answer(s.NextSent(), r => r.Ttl(60).Address("192.0.2.7"));
        if (family == AddressFamily.Unspecified)
            s.Answer(s.NextSent(), r => r.Ttl(60).Address("2001:db8::7"));
        await face.Posted;
        object first = await Entry(s, family);
        Assert.Same(first, await Entry(s, family));
        s.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await Entry(s, family));
    }

    private static async Task<object> Entry(SimulatedEngine s, AddressFamily family)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", family);
        s.Pump();
        Assert.Empty(s.Network.Sent);
        return (await face.Posted).Entry;
    }

    private static async Task<double?> Asked(SimulatedEngine s, Func<Reply, Reply> build, int rcode = 0)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Answer(s.NextSent(), build, rcode);
        return await Seconds(face);
    }

    private static async Task<double?> Known(SimulatedEngine s) =>
        ((HostEntry)await Entry(s, AddressFamily.InterNetwork)).TimeToLive?.TotalSeconds;

    private static async Task<double?> Seconds(RecordingFace face) =>
        ((HostEntry)(await face.Posted).Entry).TimeToLive?.TotalSeconds;
}
