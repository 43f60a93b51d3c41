using System.Net.Sockets;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>What is kept of answers, and for how long.</summary>
public sealed class CacheTests
{
    [Fact]
    public async Task HostByName_KeptAnswer_IsGivenUntilItsTtlIsOver()
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Ttl(60).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal("192.0.2.7", await Known(s, "NAME.test."));
        Assert.Equal(1, s.Engine.Resolver.Counts.Kept);
        s.Pass(TimeSpan.FromSeconds(1));
        await Answered(s, "name.test.", r => r.Address("192.0.2.8"));
        Assert.Equal("192.0.2.8", await Known(s, "name.test."));
    }

    [Fact]
    public async Task HostByName_BothFamilies_AreKeptEachForItself()
    {
        using SimulatedEngine s = WithCache();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", AddressFamily.Unspecified);
        s.Answer(s.NextSent(), r => r.Ttl(10).Address("192.0.2.7"));
        s.Answer(s.NextSent(), r => r.Ttl(20).Address("2001:db8::7"));
        await face.Posted;
        s.Pass(TimeSpan.FromSeconds(11));
        face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", AddressFamily.Unspecified);
        SentMessage only = s.NextSent();
        Assert.Empty(s.Network.Sent);
        s.Answer(only, r => r.Address("192.0.2.8"));
        Assert.Equal(["192.0.2.8", "2001:db8::7"],
            ((HostEntry)(await face.Posted).Entry).Addresses.Select(a => a.ToString()));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x8000_0000u)]
    public async Task HostByName_AnswerThatMayNotBeKept_IsAskedAgain(uint ttl)
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Ttl(ttl).Address("192.0.2.7"));
        await Answered(s, "name.test.", r => r.Address("192.0.2.8"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task HostByName_NothingThere_IsKeptAsLongAsItsZoneSays(int rcode)
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Ttl(300).Soa("test.", 30), rcode);
        s.Pass(TimeSpan.FromSeconds(29));
        Assert.Equal(rcode == 0 ? "NoData" : "HostNotFound", await Known(s, "name.test."));
        s.Pass(TimeSpan.FromSeconds(1));
        await Answered(s, "name.test.", r => r, rcode);
        // Without the zone's word it must not be kept (RFC 2308 section 5).
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
    }

    [Fact]
    public async Task HostByName_FailureOfAllServers_IsKeptForFiveSeconds()
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r, rcode: 2);
        s.Pass(TimeSpan.FromSeconds(4.9));
        Assert.Equal("TryAgain", await Known(s, "name.test."));
        s.Pass(TimeSpan.FromSeconds(0.2));
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
    }

    [Fact]
    public async Task HostByName_DeadlinePassed_IsNotKept()
    {
        using SimulatedEngine s = WithCache();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.", timeout: 100);
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(0.2));
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
    }

    [Fact]
    public async Task ClearCache_KeptAnswer_IsAskedAgain()
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
        s.Engine.ClearCache();
        await Answered(s, "name.test.", r => r.Address("192.0.2.8"));
        Assert.Equal("192.0.2.8", await Known(s, "name.test."));
    }

    [Fact]
    public async Task Change_OtherServers_BeginsWithNothingKept()
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
        s.Change(hosts: "192.0.2.1 other\n");
        Assert.Equal("192.0.2.7", await Known(s, "name.test."));
        s.Change("nameserver 192.0.2.2\n");
        await Answered(s, "name.test.", r => r.Address("192.0.2.8"));
    }

    [Fact]
    public async Task HostByName_NobodyAnswers_GivesTheStaleAnswerInTime()
    {
        using SimulatedEngine s = WithCache(TimeSpan.FromHours(1));
        await Answered(s, "name.test.", r => r.Ttl(1).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(2));
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(1.7));
        Assert.False(face.Posted.IsCompleted);
        s.Pass(TimeSpan.FromSeconds(0.2));
        Assert.Equal("192.0.2.7", Text(await face.Posted));
        // For half a minute nobody is asked, then again.
        s.Pass(TimeSpan.FromSeconds(29));
        s.Network.Sent.Clear();
        Assert.Equal("192.0.2.7", await Known(s, "name.test."));
        s.Pass(TimeSpan.FromSeconds(2));
        await Answered(s, "name.test.", r => r.Address("192.0.2.8"));
        Assert.Equal("192.0.2.8", await Known(s, "name.test."));
    }

    [Fact]
    public async Task HostByName_StaleAnswerAndAFailure_GivesTheStaleAnswerAtOnce()
    {
        using SimulatedEngine s = WithCache(TimeSpan.FromHours(1));
        await Answered(s, "name.test.", r => r.Ttl(1).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal("192.0.2.7", await Answered(s, "name.test.", r => r, rcode: 2));
        s.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("TryAgain", await Answered(s, "name.test.", r => r, rcode: 2));
    }

    [Fact]
    public async Task HostByName_StaleAnswerAndADenial_GivesTheDenial()
    {
        using SimulatedEngine s = WithCache(TimeSpan.FromHours(1));
        await Answered(s, "name.test.", r => r.Ttl(1).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal("HostNotFound", await Answered(s, "name.test.", r => r, rcode: 3));
    }

    [Fact]
    public async Task HostByName_AddressesThatACallerChanges_AreTheOthersAsTheyWere()
    {
        using SimulatedEngine s = WithCache();
        RecordingFace[] faces = [new(), new(), new()];
        RecordingFace.StartHost(s.Engine, faces[0], "name.test.", AddressFamily.InterNetworkV6);
        RecordingFace.StartHost(s.Engine, faces[1], "name.test.", AddressFamily.InterNetworkV6);
        s.Answer(s.NextSent(), r => r.Address("fe80::7"));
        ((HostEntry)(await faces[0].Posted).Entry).Addresses[0].ScopeId = 4;
        Assert.Equal("fe80::7", Text(await faces[1].Posted));
        RecordingFace.StartHost(s.Engine, faces[2], "name.test.", AddressFamily.InterNetworkV6);
        s.Pump();
        Assert.Equal("fe80::7", Text(await faces[2].Posted));
    }

    internal static SimulatedEngine WithCache(TimeSpan stale = default, int capacity = 1024) => new(
        "nameserver 192.0.2.1\noptions attempts:1\n", capacity: capacity, configure: o =>
        {
            o.MaxCachedAnswers = 100;
            o.ServeStale = stale;
        });

    // Asks for a name that is not known.
    internal static async Task<string> Answered(SimulatedEngine s, string name, Func<Reply, Reply> build, int rcode = 0)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        s.Answer(s.NextSent(), build, rcode);
        return Text(await face.Posted);
    }

    // Asks for a name that is known: nothing may be sent.
    internal static async Task<string> Known(SimulatedEngine s, string name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        s.Pump();
        Assert.Empty(s.Network.Sent);
        return Text(await face.Posted);
    }

    internal static string Text(LookupResult<object> result) =>
        result.TryGetEntry(out object? entry) ? ((HostEntry)entry).Addresses[0].ToString() : result.Error.ToString();
}
