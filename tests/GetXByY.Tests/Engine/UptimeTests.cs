using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Resolvers that are as old as programs become. The engine's time has 32 bits: after 24.9 days the difference of two
/// times changes its sign, and after 49.7 days it begins anew.</summary>
public sealed class UptimeTests
{
    private static RecordingFace Start(SimulatedEngine s, string name, uint timeout = 0)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name, timeout: timeout);
        return face;
    }

    private static async Task Find(SimulatedEngine s, string name)
    {
        RecordingFace face = Start(s, name);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(40)]
    [InlineData(49.71026962)] // some milliseconds before the time begins anew
    [InlineData(60)]
    public async Task HostByName_LongAfterTheStart_IsAsked(double days)
    {
        using var s = new SimulatedEngine();
        s.Time.Advance(TimeSpan.FromDays(days));
        await Find(s, "late.test.");
    }

    [Theory]
    [InlineData(25)]
    [InlineData(49)]
    public async Task HostByName_LongAfterNoSocketWasToBeHad_IsAsked(double days)
    {
        using var s = new SimulatedEngine();
        s.Network.MaxOpen = 0;
        RecordingFace face = Start(s, "early.test.");
        s.Pump();
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        s.Network.MaxOpen = int.MaxValue;
        s.Time.Advance(TimeSpan.FromDays(days));
        await Find(s, "late.test.");
    }

    [Theory]
    [InlineData(25, 0)]
    [InlineData(25, 100)]
    [InlineData(49, 0)]
    public async Task HostByName_SilentServerLongAfterTheLastLookUp_EndsInTime(double days, uint timeout)
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:1\n");
        await Find(s, "early.test.");
        s.Time.Advance(TimeSpan.FromDays(days));
        RecordingFace face = Start(s, "late.test.", timeout);
        s.NextSent();
        Assert.InRange(s.Engine.UntilNext(s.Now) ?? uint.MaxValue, 1u, 1010u);
        s.Pass(TimeSpan.FromSeconds(1.1));
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(49)]
    public async Task HostByName_ServerWasSilentLongAgo_IsProbed(double days)
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:2 attempts:1\n");
        RecordingFace face = Start(s, "early.test.");
        Assert.Equal(0, s.NextSent().Server);
        s.Pass(TimeSpan.FromSeconds(1.1));
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        await face.Posted;
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
        s.Time.Advance(TimeSpan.FromDays(days));
        Start(s, "late.test.");
        Assert.Equal((1, 0), (s.NextSent().Server, s.NextSent().Server));
    }

    [Theory]
    [InlineData(25)]
    [InlineData(49)]
    public async Task HostByName_ServerFallsSilentLongAfterTheLastLookUp_IsNoticed(double days)
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:2 attempts:1\n");
        await Find(s, "early.test.");
        s.Time.Advance(TimeSpan.FromDays(days));
        Start(s, "late.test.");
        Assert.Equal(0, s.NextSent().Server);
        s.Pass(TimeSpan.FromMilliseconds(300));
        Assert.Equal(1, s.NextSent().Server);
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(49)]
    public async Task HostByName_ServerHadNoEdnsLongAgo_IsAskedWithIt(double days)
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "early.test.");
        s.Answer(s.NextSent(), rcode: 1);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
        s.Time.Advance(TimeSpan.FromDays(days));
        Start(s, "late.test.");
        Assert.NotNull(s.NextSent().Option(10));
    }
}
