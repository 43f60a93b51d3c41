using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Attempts that are sent beside others because these are late, through the real engine over a virtual
/// network.</summary>
public sealed class ImpatienceTests
{
    private const string OneServer = "nameserver 192.0.2.1\noptions timeout:2 attempts:2\n";
    private const string TwoServers = "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:2 attempts:1\n";

    private static async Task<string> AddressOf(RecordingFace face) =>
        ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString();

    private static void AssertAtRest(SimulatedEngine s) => Assert.Equal(
        (0, 0, 0), (s.Network.OpenCount, s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount));

    // The first server answers so many look-ups at once: its round trip is known, and each puts a twentieth of a hedge aside.
    private static async Task Answer(SimulatedEngine s, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, $"warm{i}.test.");
            s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
            await face.Posted;
        }
    }

    // So many look-ups make the first server known; then one begins to wait for it.
    private static async Task<(RecordingFace Face, SentMessage First, uint Handle)> Ask(
        SimulatedEngine s, int known, string name = "name.test.", uint timeout = 0)
    {
        await Answer(s, known);
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, name, timeout: timeout);
        return (face, s.NextSent(), handle);
    }

    // After so many milliseconds its next message goes out beside the first. By default that is a hedge, which is paid for.
    private static async Task<(RecordingFace Face, SentMessage First, SentMessage Second)> AskTwice(
        SimulatedEngine s, int known = 20, int after = 20, string name = "name.test.")
    {
        (RecordingFace face, SentMessage first, _) = await Ask(s, known, name);
        Pass(s, after);
        return (face, first, s.NextSent());
    }

    private static void Pass(SimulatedEngine s, int milliseconds) => s.Pass(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public async Task HostByName_QuickServerSilent_IsAskedAgainEarly()
    {
        using var s = new SimulatedEngine(OneServer);
        (RecordingFace face, SentMessage first, _) = await Ask(s, known: 1);
        Pass(s, 240);
        Assert.Empty(s.Network.Sent);
        Pass(s, 20);
        SentMessage second = s.NextSent();
        Assert.NotEqual((first.Channel, first.Id), (second.Channel, second.Id));
        s.Answer(second, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
    }

    // A server that has no room for all loses some twice.
    [Fact]
    public async Task HostByName_LastAttemptLostWhileOthersAreAnswered_IsRepeatedOnce()
    {
        using var s = new SimulatedEngine(OneServer);
        (RecordingFace face, _, _) = await Ask(s, known: 1);
        Pass(s, 260);
        s.NextSent();
        Pass(s, 10);
        await Answer(s, 1);
        Pass(s, 510);
        SentMessage third = s.NextSent();
        await Answer(s, 1);
        Pass(s, 1400);
        Assert.Empty(s.Network.Sent);
        s.Answer(third, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
    }

    [Theory]
    [InlineData(OneServer, false)]
    [InlineData("nameserver 192.0.2.1\noptions timeout:2 attempts:1\n", true)]
    public async Task HostByName_NobodyElseIsAnsweredOrOneAttemptIsWanted_LastAttemptIsNotRepeated(string configuration, bool answersOthers)
    {
        using var s = new SimulatedEngine(configuration);
        (RecordingFace face, _, _) = await Ask(s, known: 1);
        if (answersOthers)
        {
            await Answer(s, 1);
        }
        else
        {
            Pass(s, 260);
            s.NextSent();
        }
        Pass(s, 1900);
        Assert.Empty(s.Network.Sent);
        Pass(s, 200);
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_LateAnswerToTheFirstAttempt_IsWelcome()
    {
        using var s = new SimulatedEngine(OneServer);
        (RecordingFace face, SentMessage first, _) = await Ask(s, known: 1);
        Pass(s, 1000);
        Assert.Single(s.Network.Sent);
        Assert.Equal((1, 1), (s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount));
        s.Answer(first, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
        // What takes a second is no news of a dead server, and the next look-up knows how long it takes.
        Assert.Equal(ServerHealth.Healthy, s.Engine.Resolver.Servers[0].Health);
        Assert.True(s.Engine.Resolver.Servers[0].RoundTrip.Lost > 1000);
    }

    [Fact]
    public async Task HostByName_SilentServer_IsNotAskedMoreOftenThanItMayBe()
    {
        using var s = new SimulatedEngine(OneServer);
        (RecordingFace face, _, _) = await Ask(s, known: 1);
        Pass(s, 2200);
        Assert.Single(s.Network.Sent);
        Assert.False(face.Posted.IsCompleted);
        Pass(s, 100);
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Single(s.Network.Sent);
        Assert.Equal(2, s.Engine.Resolver.Counts.TimedOut);
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_AllAttemptsEarly_AreEachListenedTo()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:5 attempts:5\n");
        await Answer(s, 1);
        for (int late = 0; late < 5; late++)
        {
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, "name.test.");
            Pass(s, 5000);
            SentMessage[] sent = [.. s.Network.Sent];
            s.Network.Sent.Clear();
            Assert.Equal(5, sent.Length);
            Assert.Equal(5, sent.Select(m => m.Channel).Distinct().Count());
            Assert.Equal(4, s.Engine.Resolver.EarlierCount);
            s.Answer(sent[late], r => r.Address("192.0.2.7"));
            Assert.Equal("192.0.2.7", await AddressOf(face));
            AssertAtRest(s);
            await Answer(s, 60);
        }
    }

    [Fact]
    public async Task HostByName_Slow_AsksTheSecondServerAndTakesTheFirstAnswer()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s);
        Assert.Equal((0, 1, "name.test."), (first.Server, second.Server, second.Name));
        s.Answer(second, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        Assert.Equal(1, s.Engine.Resolver.Servers[1].Counts.Hedges);
        // The first is left alone with its answer, which tells how slow it is.
        Assert.Equal((0, 0, 1), (s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount, s.Network.OpenCount));
        Pass(s, 100);
        s.Answer(first, r => r.Address("192.0.2.66"));
        Assert.True(s.Engine.Resolver.Servers[0].RoundTrip.Smoothed > 10);
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_HedgedAndTheFirstIsDead_IsFoundSilent()
    {
        using var s = new SimulatedEngine(TwoServers);
        (_, _, SentMessage second) = await AskTwice(s);
        s.Answer(second, r => r.Address("192.0.2.7"));
        Pass(s, 260);
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
        AssertAtRest(s);
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "next.test.");
        Assert.Equal(1, s.NextSent().Server);
    }

    [Fact]
    public async Task HostByName_SlowFirstAnswersAfterAll_IsTaken()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s);
        s.Answer(first, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        s.Answer(second, r => r.Address("192.0.2.66"));
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_BudgetSpent_WaitsForTheLoss()
    {
        using var s = new SimulatedEngine(TwoServers);
        await Ask(s, known: 10);
        Pass(s, 240);
        Assert.Empty(s.Network.Sent);
        Pass(s, 20);
        Assert.Equal(1, s.NextSent().Server);
        Assert.Equal(0, s.Engine.Resolver.Servers[1].Counts.Hedges);
    }

    [Fact]
    public async Task HostByName_NoBudget_NeverHedges()
    {
        using var s = new SimulatedEngine(TwoServers, hedging: 0);
        await Ask(s, known: 100);
        Pass(s, 240);
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task HostByName_EveryOneSlow_StaysWithinTheBudget()
    {
        using var s = new SimulatedEngine(TwoServers, hedging: 0.02);
        await Answer(s, 50);
        for (int i = 0; i < 400; i++)
        {
            // Mostly it is quick, or what is slow would soon be what is usual.
            await Answer(s, 9);
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, $"slow{i}.test.");
            SentMessage first = s.NextSent();
            Pass(s, 100);
            s.Network.Sent.TryDequeue(out SentMessage? hedge);
            s.Answer(first, r => r.Address("192.0.2.9"));
            await face.Posted;
            if (hedge is not null)
                s.Answer(hedge, r => r.Address("192.0.2.9"));
        }
        Assert.InRange(s.Engine.Resolver.Servers[1].Counts.Hedges, 70, (50 + 4000) / 50);
    }

    [Fact]
    public async Task HostByName_HedgeFails_WaitsForTheFirst()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s);
        s.Answer(second, rcode: 2);
        Assert.Empty(s.Network.Sent);
        Assert.Equal((1, 0), (s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount));
        Pass(s, 1500);
        Assert.False(face.Posted.IsCompleted);
        s.Answer(first, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_FirstFailsWhileTheHedgeIsOut_WaitsForTheHedge()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s);
        s.Answer(first, rcode: 5);
        Assert.Empty(s.Network.Sent);
        Assert.False(face.Posted.IsCompleted);
        s.Answer(second, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_TruncatedAnswerToAnEarlierAttempt_IsAskedAgainOverTcp()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s, name: "big.test.");
        s.Answer(first, r => r.Truncated());
        int stream = s.Network.Opening.Dequeue();
        s.Engine.Resolver.OnStreamOpened(stream, s.Now);
        SentMessage overTcp = s.NextSent();
        Assert.Equal((0, true), (overTcp.Server, overTcp.OverTcp));
        // Now the hedge fails, while the connection is what is waited for.
        s.Answer(second, rcode: 2);
        Assert.Empty(s.Network.Sent);
        s.Answer(overTcp, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        Assert.Equal((0, 0), (s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount));
    }

    [Fact]
    public async Task HostByName_LostAndTheOtherFails_IsWaitedForToItsEnd()
    {
        using var s = new SimulatedEngine(TwoServers, hedging: 0);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s, known: 1, after: 260);
        s.Answer(second, rcode: 2);
        Pass(s, 1600);
        Assert.False(face.Posted.IsCompleted);
        s.Answer(first, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_LostAndTheOtherFails_EndsWhenItsTimeIsOver()
    {
        using var s = new SimulatedEngine(TwoServers, hedging: 0);
        (RecordingFace face, _, SentMessage second) = await AskTwice(s, known: 1, after: 260);
        s.Answer(second, rcode: 5);
        Pass(s, 1800);
        LookupResult<object> result = await face.Posted;
        Assert.Equal(LookupError.TryAgain, result.Error);
        Assert.Equal(1, s.Engine.Resolver.Counts.TimedOut);
        AssertAtRest(s);
    }

    [Fact]
    public async Task Cancel_BesideAHedge_StopsBoth()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, uint handle) = await Ask(s, known: 20);
        Pass(s, 20);
        SentMessage second = s.NextSent();
        s.Engine.Cancel(handle);
        s.Pump();
        AssertAtRest(s);
        Assert.Equal((1, 0), (face.Cancels, face.Writes));
        Assert.NotEqual(first.Channel, second.Channel);
    }

    [Fact]
    public async Task Cancel_BeforeTheHedgeIsSent_SendsNothing()
    {
        using var s = new SimulatedEngine(TwoServers);
        (_, _, uint handle) = await Ask(s, known: 20);
        s.Time.Advance(TimeSpan.FromMilliseconds(20));
        s.Engine.Cancel(handle);
        s.Pump();
        Assert.Empty(s.Network.Sent);
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_Deadline_EndsAllAttempts()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, _, _) = await Ask(s, known: 20, timeout: 100);
        Pass(s, 110);
        Assert.Single(s.Network.Sent);
        Assert.Contains("deadline", (await face.Posted).Reason, StringComparison.Ordinal);
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_EarlierAttemptIsUnreachable_LeavesTheOther()
    {
        using var s = new SimulatedEngine(TwoServers);
        (RecordingFace face, SentMessage first, SentMessage second) = await AskTwice(s);
        s.Engine.Resolver.OnChannelFailed(first.Channel, s.Now);
        s.Pump();
        Assert.Equal((1, 0), (s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount));
        s.Answer(second, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", await AddressOf(face));
        AssertAtRest(s);
    }

    [Fact]
    public async Task HostByName_ManyLostAtOnce_AreAllAskedAgainAndFound()
    {
        using var s = new SimulatedEngine(OneServer);
        await Answer(s, 1);
        RecordingFace[] faces = [.. Enumerable.Range(0, 1000).Select(_ => new RecordingFace())];
        for (int i = 0; i < faces.Length; i++)
            RecordingFace.StartHost(s.Engine, faces[i], $"n{i}.test.");
        Pass(s, 100);
        Assert.Equal(1000, s.Network.Sent.Count);
        s.Network.Sent.Clear();
        Pass(s, 700);
        Assert.Equal(1000, s.Engine.Resolver.EarlierCount);
        while (s.Network.Sent.TryDequeue(out SentMessage? again))
            s.Answer(again, r => r.Address("192.0.2.7"));
        foreach (RecordingFace face in faces)
            Assert.Equal("192.0.2.7", await AddressOf(face));
        Assert.Equal((0, 0), (s.Engine.Resolver.Outstanding, s.Engine.Resolver.EarlierCount));
        Pass(s, 200);
        AssertAtRest(s);
    }
}
