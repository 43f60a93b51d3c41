using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>A probe changes its form as a query does: what a server minds of EDNS or cookies is no illness.</summary>
public sealed class ProbeFormTests
{
    private const string TwoServers = "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:2 attempts:2\n";
    private const int Refused = 5;
    private const int FormErr = 1;

    private static readonly byte[] s_cookie = [1, 2, 3, 4, 5, 6, 7, 8];

    private static Server Sick(SimulatedEngine s) => s.Engine.Resolver.Servers[0];

    private static SentMessage Ask(SimulatedEngine s, string name)
    {
        RecordingFace.StartHost(s.Engine, new RecordingFace(), name);
        return s.NextSent();
    }

    // The first server answers nothing but failures, until it is passed over and probed; this is the probe.
    private static SentMessage FailUntilProbed(SimulatedEngine s)
    {
        for (int i = 0; i < 8; i++)
        {
            s.Answer(Ask(s, $"n{i}.test."), rcode: Refused);
            s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        }
        Assert.Equal(ServerHealth.Failing, Sick(s).Health);
        return Probe(s);
    }

    private static SentMessage Probe(SimulatedEngine s)
    {
        SentMessage query = Ask(s, "live.test.");
        Assert.Equal(1, query.Server);
        s.Answer(query, r => r.Address("192.0.2.9"));
        return NextProbe(s);
    }

    private static SentMessage NextProbe(SimulatedEngine s)
    {
        SentMessage probe = s.NextSent();
        Assert.Equal((0, "live.test."), (probe.Server, probe.Name));
        Assert.Empty(s.Network.Sent);
        return probe;
    }

    private static void AssertAtRest(SimulatedEngine s) =>
        Assert.Equal((0, 0), (s.Network.OpenCount, s.Engine.Resolver.Probes));

    [Theory]
    [InlineData(1, 0)] // FORMERR
    [InlineData(4, 0)] // NOTIMP
    [InlineData(0, 1)] // BADVERS
    public void Probe_ServerWithoutEdns_IsSentAgainWithoutItAndRevives(int rcode, int upperRcode)
    {
        using var s = new SimulatedEngine(TwoServers);
        SentMessage probe = FailUntilProbed(s);
        Assert.True(probe.HasEdns);
        s.Answer(probe, r => upperRcode == 0 ? r : r.Opt(upperRcode), rcode);
        SentMessage plain = NextProbe(s);
        Assert.False(plain.HasEdns);
        Assert.False(Sick(s).IsHealthy);
        s.Answer(plain, r => r.Address("192.0.2.66"));
        Assert.True(Sick(s).IsHealthy);
        AssertAtRest(s);
        SentMessage next = Ask(s, "next.test.");
        Assert.Equal((0, false), (next.Server, next.HasEdns));
    }

    [Fact]
    public void Probe_ServerThatMindsItInEitherForm_IsAFailureAndTheLast()
    {
        using var s = new SimulatedEngine(TwoServers);
        s.Answer(FailUntilProbed(s), rcode: FormErr);
        s.Answer(NextProbe(s), rcode: FormErr);
        Assert.Empty(s.Network.Sent);
        Assert.Equal(ServerHealth.Failing, Sick(s).Health);
        AssertAtRest(s);
    }

    [Fact]
    public void Probe_SilentWithoutEdns_EndsInItsTime()
    {
        using var s = new SimulatedEngine(TwoServers.Replace("timeout:2", "timeout:30", StringComparison.Ordinal));
        SentMessage probe = FailUntilProbed(s);
        s.Pass(TimeSpan.FromSeconds(4));
        s.Answer(probe, rcode: FormErr);
        Assert.False(NextProbe(s).HasEdns);
        Assert.Equal(1, s.Engine.Resolver.Probes);
        // Five seconds, with all that is sent again.
        s.Pass(TimeSpan.FromSeconds(1.1));
        Assert.Equal(0, s.Engine.Resolver.Probes);
        Assert.Equal(ServerHealth.Failing, Sick(s).Health);
    }

    [Fact]
    public void Probe_BadCookie_IsSentAgainWithTheNewOneAndRevives()
    {
        using var s = new SimulatedEngine(TwoServers);
        SentMessage probe = FailUntilProbed(s);
        s.Answer(probe, r => r.WithCookie(probe, s_cookie, upperRcode: 1), rcode: 7);
        SentMessage again = NextProbe(s);
        Assert.Equal(s_cookie, again.Option(10)![8..]);
        s.Answer(again, r => r.Address("192.0.2.66").WithCookie(again, s_cookie));
        Assert.True(Sick(s).IsHealthy);
        AssertAtRest(s);
    }

    // It had cookies, falls silent, and comes back as another program, which has none.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Probe_ServerThatHasCookiesNoMore_IsAskedOverTcpThenRevives(bool hasTcp)
    {
        using var s = new SimulatedEngine(TwoServers);
        SentMessage query = Ask(s, "first.test.");
        s.Answer(query, r => r.Address("192.0.2.1").WithCookie(query, s_cookie));
        s.Engine.Resolver.OnChannelFailed(Ask(s, "second.test.").Channel, s.Now);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        Assert.Equal(ServerHealth.Silent, Sick(s).Health);
        s.Answer(Probe(s), r => r.Address("192.0.2.66"));
        // It may be forged.
        Assert.Equal(ServerHealth.Silent, Sick(s).Health);
        s.Pass(TimeSpan.FromMilliseconds(300));
        int stream = s.Network.Opening.Dequeue();
        if (hasTcp)
            s.Engine.Resolver.OnStreamOpened(stream, s.Now);
        else
            s.Engine.Resolver.OnChannelFailed(stream, s.Now);
        SentMessage again = NextProbe(s);
        Assert.Equal(hasTcp, again.OverTcp);
        s.Answer(again, r => r.Address("192.0.2.66"));
        Assert.True(Sick(s).IsHealthy);
        s.Pass(TimeSpan.FromSeconds(2.1));
        AssertAtRest(s);
        // Its answers are believed from now on.
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "next.test.");
        SentMessage next = s.NextSent();
        Assert.Equal(0, next.Server);
        s.Answer(next, r => r.Address("192.0.2.7"));
        Assert.True((await face.Posted).IsSuccess);
    }
}
