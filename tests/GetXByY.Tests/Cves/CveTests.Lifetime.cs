using GetXByY.Testing;
using GetXByY.Tests.RealServers;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Cves;

// Class "re-entrant call-back, lifetime": a call-back, an end or a connection frees what is still in use.
public sealed partial class CveTests
{
    /// <summary>CVE-2026-33630, CVE-2025-31498 (c-ares): a call-back that starts and cancels look-ups.</summary>
    [Fact]
    public async Task Lifetime_CallbackThatCancelsAndStarts_FindsEachEndedOnce()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        RecordingFace cancelled = new(), started = new();
        uint other = 0;
        var first = new RecordingFace
        {
            OnPost = () =>
            {
                Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(other));
                RecordingFace.StartHost(s.Engine, started, "third.test.");
                return true;
            },
        };
        RecordingFace.StartHost(s.Engine, first, "first.test.");
        other = RecordingFace.StartHost(s.Engine, cancelled, "second.test.");
        s.Pump();
        s.Engine.Resolvers.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        SentMessage[] sent = [s.NextSent(), s.NextSent()];
        SentMessage one = sent.Single(m => m.Name == "first.test."), two = sent.Single(m => m.Name == "second.test.");
        s.Answer(one, r => r.Address("192.0.2.1"));
        await first.Posted;
        s.Answer(two, r => r.Address("192.0.2.2"));
        s.Answer(s.NextSent(), r => r.Address("192.0.2.3"));
        Assert.True((await started.Posted).IsSuccess);
        Assert.Equal((1, 0, 1), (first.Posts, cancelled.Posts, cancelled.Cancels));
        // The worker that has posted frees the cell after that.
        Assert.True(SpinWait.SpinUntil(() => s.Engine.Counts.Rented == 0, TimeSpan.FromSeconds(30)));
    }

    /// <summary>CVE-2020-14354 (c-ares), CVE-2023-4806, CVE-2023-5156 (glibc), CVE-2022-2526 (systemd-resolved): the end comes
    /// while look-ups are pending.</summary>
    [Fact]
    public async Task Lifetime_EndWhileLookupsArePending_EndsEach()
    {
        await using LoopbackNameServer server = LoopbackNameServer.Start();
        server.Behave("silent.test", ServerBehaviour.Silence);
        var resolver = new ResolverUnderTest(server.EndPoint);
        Task<HostEntry>[] pending =
            [.. Enumerable.Range(0, 50).Select(_ => resolver.Resolver.GetHostByNameAsync("silent.test").AsTask())];
        await server.WaitForQueriesAsync("silent.test", 1);
        await resolver.DisposeAsync();
        foreach (Task<HostEntry> task in pending)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    /// <summary>CVE-2025-62408 (c-ares), CVE-2026-50046, CVE-2026-44608 (unbound): a connection is closed while its answers are
    /// being read, some of them twice.</summary>
    [Fact]
    public async Task Lifetime_ConnectionClosedAmidItsAnswers_LosesNone()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc attempts:1\n");
        RecordingFace first = new(), second = new();
        RecordingFace.StartHost(s.Engine, first, "first.test.");
        RecordingFace.StartHost(s.Engine, second, "second.test.");
        s.Pump();
        int channel = s.Network.Opening.Dequeue();
        s.Engine.Resolvers.OnStreamOpened(channel, s.Now);
        SentMessage one = s.NextSent(), two = s.NextSent();
        byte[] answer = new Reply(one).Address("192.0.2.1").Bytes;
        s.Engine.Resolvers.OnMessage(channel, answer, s.Now);
        s.Engine.Resolvers.OnMessage(channel, answer, s.Now);
        s.Engine.Resolvers.OnChannelFailed(channel, s.Now);
        s.Engine.Resolvers.OnChannelFailed(channel, s.Now);
        s.Pump();
        s.Engine.Resolvers.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        SentMessage again = s.NextSent();
        Assert.Equal(two.Name, again.Name);
        s.Answer(again, r => r.Address("192.0.2.2"));
        Assert.True((await first.Posted).IsSuccess);
        Assert.True((await second.Posted).IsSuccess);
    }
}
