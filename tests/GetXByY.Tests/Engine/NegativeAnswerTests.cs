using GetXByY.Tests.Simulation;
using static GetXByY.Tests.Engine.CacheTests;

namespace GetXByY.Tests.Engine;

/// <summary>For how long nothing is kept: only as long as all that says so may be.</summary>
public sealed class NegativeAnswerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task HostByName_NothingBehindAnAlias_IsKeptNoLongerThanTheAlias(int rcode)
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Ttl(5).Alias(null, "other.example.").Ttl(300).Soa("example.", 300), rcode);
        s.Pass(TimeSpan.FromSeconds(4.9));
        Assert.Equal(rcode == 0 ? "NoData" : "HostNotFound", await Known(s, "name.test."));
        s.Pass(TimeSpan.FromSeconds(0.2));
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
    }

    [Theory]
    [InlineData("other.")]
    [InlineData("a.name.test.")]
    [InlineData("me.test.")]
    public async Task HostByName_SoaOfAnotherZone_IsNotKept(string zone)
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Soa(zone, 300), rcode: 3);
        await Answered(s, "name.test.", r => r.Address("192.0.2.7"));
    }

    [Theory]
    [InlineData("NAME.test.")]
    [InlineData("TEST.")]
    [InlineData("")]
    public async Task HostByName_SoaOfItsZone_IsKept(string zone)
    {
        using SimulatedEngine s = WithCache();
        await Answered(s, "name.test.", r => r.Soa(zone, 300), rcode: 3);
        Assert.Equal("HostNotFound", await Known(s, "name.test."));
    }

    [Fact]
    public async Task HostByName_TruncatedOverTcp_IsNotKept()
    {
        using SimulatedEngine s = WithCache();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Answer(s.NextSent(), r => r.Truncated());
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.7").Truncated());
        Assert.Equal("192.0.2.7", Text(await face.Posted));
        await Answered(s, "name.test.", r => r.Address("192.0.2.8"));
    }
}
