using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Servers that die and come back, through the real engine over a virtual network.</summary>
public sealed class SickServerTests
{
    private const string ThreeServers =
        "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\noptions timeout:2 attempts:2\n";

    // The first server is silent for the first look-up, and the second answers it.
    private static async Task KillFirst(SimulatedEngine s)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "before.test.");
        Assert.Equal(0, s.NextSent().Server);
        s.Pass(TimeSpan.FromSeconds(1.1));
        SentMessage second = s.NextSent();
        Assert.Equal(1, second.Server);
        s.Answer(second, r => r.Address("192.0.2.9"));
        await face.Posted;
        Assert.Empty(s.Network.Sent);
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
    }

    private static (SentMessage Query, SentMessage? Probe) Ask(SimulatedEngine s, RecordingFace face, string name)
    {
        RecordingFace.StartHost(s.Engine, face, name);
        SentMessage query = s.NextSent();
        Assert.True(s.Network.Sent.Count <= 1);
        return (query, s.Network.Sent.TryDequeue(out SentMessage? probe) ? probe : null);
    }

    [Fact]
    public async Task HostByName_FirstServerWasSilent_AsksTheSecondAndProbesTheFirstWithACopy()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        var face = new RecordingFace();
        (SentMessage query, SentMessage? probe) = Ask(s, face, "next.test.");
        Assert.Equal((1, 0), (query.Server, probe!.Server));
        Assert.Equal(("next.test.", query.Type), (probe.Name, probe.Type));
        Assert.NotEqual(query.Channel, probe.Channel);
        s.Answer(query, r => r.Address("192.0.2.9"));
        await face.Posted;
        // The look-up is over; its copy is still out, and there is no second one.
        Assert.Equal((0, 1), (s.Engine.Resolver.Outstanding, s.Network.OpenCount));
        Assert.Null(Ask(s, new RecordingFace(), "third.test.").Probe);
    }

    [Fact]
    public async Task HostByName_ProbeIsAnswered_RevivesTheServerAndNothingElse()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        var face = new RecordingFace();
        (SentMessage query, SentMessage? probe) = Ask(s, face, "next.test.");
        s.Answer(probe!, r => r.Address("192.0.2.66"));
        Assert.False(face.Posted.IsCompleted);
        Assert.Equal(ServerHealth.Healthy, s.Engine.Resolver.Servers[0].Health);
        s.Answer(query, r => r.Address("192.0.2.9"));
        Assert.Equal("192.0.2.9", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
        Assert.Equal(0, s.Network.OpenCount);
        Assert.Equal(0, Ask(s, new RecordingFace(), "third.test.").Query.Server);
    }

    [Fact]
    public async Task HostByName_ForgedAnswerToAProbe_IsDropped()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        (SentMessage query, SentMessage? probe) = Ask(s, new RecordingFace(), "next.test.");
        s.Answer(query, r => r.Address("192.0.2.9"));
        s.Answer(probe!, r => r.Address("192.0.2.9").WithId(probe!.Id ^ 1));
        s.Answer(probe!, r => r.Address("192.0.2.9").WithOtherQuestion());
        Assert.Equal(2, s.Engine.Resolver.Counts.Mismatched);
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
    }

    [Fact]
    public async Task HostByName_ProbesInVain_ComeLessAndLessOften()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        int probes = 0;
        for (int i = 0; i < 600; i++)
        {
            var face = new RecordingFace();
            (SentMessage query, SentMessage? probe) = Ask(s, face, $"n{i}.test.");
            Assert.Equal(1, query.Server);
            probes += probe is null ? 0 : 1;
            s.Answer(query, r => r.Address("192.0.2.9"));
            await face.Posted;
            s.Pass(TimeSpan.FromMilliseconds(100));
        }
        // In a minute: at once, and after 2 (the attempt before was out as long), 4, 8, 16 and 32 s.
        Assert.InRange(probes, 5, 7);
        s.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal((0, 0), (s.Network.OpenCount, s.Engine.Resolver.RestingIds));
    }

    [Fact]
    public async Task HostByName_SilentAgainAtOnce_IsProbedOnlyWhenTheQueriesPayForIt()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        FallSilentAgain(s);
        // There have been three queries; each pays a twentieth of a probe.
        for (int i = 4; i < 20; i++)
            Assert.Null(Ask(s, new RecordingFace(), $"n{i}.test.").Probe);
        Assert.NotNull(Ask(s, new RecordingFace(), "paid.test.").Probe);
    }

    [Fact]
    public async Task HostByName_SeldomAsked_ProbesAllTheSame()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        FallSilentAgain(s);
        s.Pass(TimeSpan.FromSeconds(30));
        (SentMessage soon, SentMessage? none) = Ask(s, new RecordingFace(), "soon.test.");
        Assert.Null(none);
        s.Answer(soon, r => r.Address("192.0.2.9"));
        s.Pass(TimeSpan.FromSeconds(3));
        Assert.NotNull(Ask(s, new RecordingFace(), "later.test.").Probe);
    }

    // A probe finds the first server well, and the next look-up finds it gone again.
    private static void FallSilentAgain(SimulatedEngine s)
    {
        (SentMessage next, SentMessage? probe) = Ask(s, new RecordingFace(), "next.test.");
        s.Answer(probe!, r => r.Address("192.0.2.9"));
        s.Answer(next, r => r.Address("192.0.2.9"));
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "again.test.");
        SentMessage query = s.NextSent();
        Assert.Equal(0, query.Server);
        s.Engine.Resolver.OnChannelFailed(query.Channel, s.Now);
        SentMessage second = s.NextSent();
        Assert.Equal(1, second.Server);
        s.Answer(second, r => r.Address("192.0.2.9"));
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
    }

    [Fact]
    public async Task HostByName_CancelledBesideItsProbe_LeavesTheProbeToTheServer()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await KillFirst(s);
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "next.test.");
        s.Pump();
        (_, SentMessage probe) = (s.Network.Sent.Dequeue(), s.Network.Sent.Dequeue());
        s.Engine.Cancel(handle);
        s.Pump();
        Assert.Equal((0, 1), (s.Engine.Resolver.Outstanding, s.Network.OpenCount));
        s.Answer(probe, rcode: 3);
        Assert.Equal((0, ServerHealth.Healthy), (s.Network.OpenCount, s.Engine.Resolver.Servers[0].Health));
        Assert.Equal(1, face.Cancels);
    }

    [Fact]
    public void HostByName_PortUnreachable_IsPassedOverFromThenOn()
    {
        using var s = new SimulatedEngine(ThreeServers);
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test.");
        s.Engine.Resolver.OnChannelFailed(s.NextSent().Channel, s.Now);
        Assert.Equal(1, s.NextSent().Server);
        (SentMessage query, SentMessage? probe) = Ask(s, new RecordingFace(), "two.test.");
        Assert.Equal((1, 0), (query.Server, probe!.Server));
        s.Engine.Resolver.OnChannelFailed(probe.Channel, s.Now);
        Assert.Null(Ask(s, new RecordingFace(), "three.test.").Probe);
    }

    [Fact]
    public async Task HostByName_ServerThatOnlyFails_IsPassedOverAfterEight()
    {
        using var s = new SimulatedEngine(ThreeServers);
        for (int i = 0; i < 8; i++)
        {
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, $"n{i}.test.");
            SentMessage first = s.NextSent();
            Assert.Equal(0, first.Server);
            s.Answer(first, rcode: 5);
            s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
            await face.Posted;
        }
        (SentMessage query, SentMessage? probe) = Ask(s, new RecordingFace(), "after.test.");
        Assert.Equal((1, 0), (query.Server, probe!.Server));
        s.Answer(probe, rcode: 5);
        Assert.Equal(ServerHealth.Failing, s.Engine.Resolver.Servers[0].Health);
    }

    [Theory]
    [InlineData("referral", false)]
    [InlineData("garbled", false)]
    [InlineData("no data", true)]
    [InlineData("no such name", true)]
    [InlineData("truncated", true)]
    [InlineData("found", true)]
    public async Task HostByName_ServerThatOnlyFailsIsProbed_IsRevivedByAGoodAnswerAlone(string answer, bool revives)
    {
        using var s = new SimulatedEngine(ThreeServers);
        SentMessage? probe = null;
        for (int i = 0; probe is null; i++)
        {
            var face = new RecordingFace();
            (SentMessage query, probe) = Ask(s, face, $"name{i}.test.");
            if (query.Server == 0)
            {
                s.Answer(query, rcode: 2);
                query = s.NextSent();
            }
            s.Answer(query, r => r.Address("192.0.2.9"));
            await face.Posted;
        }
        byte[] bytes = answer switch
        {
            "found" => new Reply(probe).Address("192.0.2.9").Bytes,
            "garbled" => new Reply(probe).Address("192.0.2.9").Bytes[..^3],
            "truncated" => new Reply(probe).Truncated().Bytes,
            "no such name" => new Reply(probe, 3).Bytes,
            _ => new Reply(probe).Bytes,
        };
        if (answer == "referral")
            bytes[3] = 0; // neither AA nor RA
        s.Receive(probe.Channel, bytes);
        Assert.Equal((0, revives), (probe.Server, s.Engine.Resolver.Servers[0].IsHealthy));
    }

    [Fact]
    public async Task HostByName_SilentForSomeNames_IsAskedFirstForOthers()
    {
        using var s = new SimulatedEngine(ThreeServers);
        for (int i = 0; i < 10; i++)
        {
            RecordingFace silent = new(), other = new();
            RecordingFace.StartHost(s.Engine, silent, $"silent{i}.test.");
            ServeAllButSilent(s, 100);
            RecordingFace.StartHost(s.Engine, other, $"other{i}.test.");
            ServeAllButSilent(s, 1500);
            await Task.WhenAll(silent.Posted, other.Posted);
            Assert.Equal(ServerHealth.Healthy, s.Engine.Resolver.Servers[0].Health);
        }
        Assert.NotEqual(0, s.Engine.Resolver.Servers[0].Counts.TimedOut);
    }

    // The first server does not answer names that begin with "silent"; all else is answered at once.
    private static void ServeAllButSilent(SimulatedEngine s, int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed += 10)
        {
            s.Pump();
            while (s.Network.Sent.TryDequeue(out SentMessage? query))
            {
                if (query.Server != 0 || !query.Name.StartsWith("silent", StringComparison.Ordinal))
                    s.Answer(query, r => r.Address("192.0.2.9"));
            }
            s.Pass(TimeSpan.FromMilliseconds(10));
        }
    }

    [Fact]
    public async Task HostByName_AllServersSick_AreAskedInTheirOrder()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1 attempts:1\n");
        RecordingFace dead = new(), back = new();
        RecordingFace.StartHost(s.Engine, dead, "dead.test.");
        s.Pass(TimeSpan.FromSeconds(2.2));
        Assert.Equal(LookupError.TryAgain, (await dead.Posted).Error);
        s.Network.Sent.Clear();
        RecordingFace.StartHost(s.Engine, back, "back.test.");
        SentMessage query = s.NextSent();
        Assert.Equal(0, query.Server);
        Assert.Empty(s.Network.Sent);
        s.Answer(query, r => r.Address("192.0.2.9"));
        await back.Posted;
        Assert.Equal(ServerHealth.Healthy, s.Engine.Resolver.Servers[0].Health);
    }

    [Fact]
    public async Task HostByName_UseVc_ProbesOverAConnection()
    {
        using var s = new SimulatedEngine(ThreeServers.Replace("attempts:2", "attempts:2 use-vc", StringComparison.Ordinal));
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "one.test.");
        s.Pump();
        s.Engine.Resolver.OnChannelFailed(s.Network.Opening.Dequeue(), s.Now);
        s.Pump();
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        await face.Posted;
        var next = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, next, "two.test.");
        s.Pump();
        // The look-up takes the connection that is there.
        int opening = Assert.Single(s.Network.Opening);
        s.Engine.Cancel(handle);
        s.Pump();
        s.Network.Sent.Clear();
        s.Engine.Resolver.OnStreamOpened(opening, s.Now);
        SentMessage probe = s.NextSent();
        Assert.Equal((0, true, "two.test."), (probe.Server, probe.OverTcp, probe.Name));
        s.Answer(probe, r => r.Address("192.0.2.9"));
        s.Pass(TimeSpan.FromSeconds(2.1));
        Assert.Equal((0, ServerHealth.Healthy), (s.Network.OpenCount, s.Engine.Resolver.Servers[0].Health));
    }
}
