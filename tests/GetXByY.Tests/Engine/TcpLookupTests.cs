using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Host look-ups over TCP, through the real engine over a virtual network.</summary>
public sealed class TcpLookupTests
{
    private static async Task<HostEntry> Found(RecordingFace face) => (HostEntry)(await face.Posted).Entry;

    [Fact]
    public async Task HostByName_Truncated_IsAskedAgainOverTcpAndNothingOfItUsed()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "big.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66").Truncated());
        int channel = s.Network.Opening.Dequeue();
        Assert.Empty(s.Network.Sent);
        s.Engine.Resolver.OnStreamOpened(channel, s.Now);
        SentMessage overTcp = s.NextSent();
        Assert.True(overTcp.OverTcp);
        s.Answer(overTcp, r => r.Address("192.0.2.1").Address("192.0.2.2"));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], (await Found(face)).Addresses.Select(x => x.ToString()));
        s.Pass(TimeSpan.FromSeconds(2.1));
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Fact]
    public async Task HostByName_TcpFails_AsksTheNextServer()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "big.test.");
        s.Answer(s.NextSent(), r => r.Truncated());
        s.Engine.Resolver.OnChannelFailed(s.Network.Opening.Dequeue(), s.Now);
        SentMessage second = s.NextSent();
        Assert.Equal((1, false), (second.Server, second.OverTcp));
        s.Answer(second, r => r.Address("192.0.2.1"));
        Assert.Single((await Found(face)).Addresses);
    }

    [Fact]
    public async Task HostByName_UseVc_AsksOverOneConnection()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        RecordingFace first = new(), second = new();
        RecordingFace.StartHost(s.Engine, first, "one.test.");
        RecordingFace.StartHost(s.Engine, second, "two.test.");
        s.Pump();
        int channel = Assert.Single(s.Network.Opening);
        s.Engine.Resolver.OnStreamOpened(channel, s.Now);
        SentMessage[] sent = [s.NextSent(), s.NextSent()];
        // The answers may come in any order (RFC 7766 section 7).
        s.Answer(sent[1], r => r.Address("192.0.2.2"));
        s.Answer(sent[0], r => r.Address("192.0.2.1"));
        await Task.WhenAll(first.Posted, second.Posted);
        s.Pass(TimeSpan.FromSeconds(2.1));
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Fact]
    public async Task HostByName_ConnectionClosedUnderSeveral_AsksEachAlone()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc attempts:1\n");
        RecordingFace good = new(), bad = new();
        RecordingFace.StartHost(s.Engine, good, "good.test.");
        RecordingFace.StartHost(s.Engine, bad, "bad.test.");
        s.Pump();
        int shared = s.Network.Opening.Dequeue();
        s.Engine.Resolver.OnStreamOpened(shared, s.Now);
        s.Network.Sent.Clear();
        s.Engine.Resolver.OnChannelFailed(shared, s.Now);
        s.Pump();
        Assert.Equal(2, s.Network.Opening.Count);
        while (s.Network.Opening.TryDequeue(out int channel))
        {
            s.Engine.Resolver.OnStreamOpened(channel, s.Now);
            SentMessage query = s.NextSent();
            if (query.Name == "good.test.")
                s.Answer(query, r => r.Address("192.0.2.1"));
            else
                s.Engine.Resolver.OnChannelFailed(channel, s.Now);
        }
        s.Pump();
        Assert.Single((await Found(good)).Addresses);
        Assert.Equal(LookupError.TryAgain, (await bad.Posted).Error);
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Fact]
    public async Task HostByName_ConnectionClosedAfterAnswers_AsksTheRestOverAnother()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc attempts:1\n");
        RecordingFace[] faces = [.. Enumerable.Range(0, 5).Select(_ => new RecordingFace())];
        for (int i = 0; i < faces.Length; i++)
            RecordingFace.StartHost(s.Engine, faces[i], $"n{i}.test.");
        s.Pump();
        for (int i = 0; i < faces.Length; i++)
        {
            int channel = s.Network.Opening.Dequeue();
            s.Network.Sent.Clear();
            s.Engine.Resolver.OnStreamOpened(channel, s.Now);
            s.Answer(s.NextSent(), r => r.Address("192.0.2.1"));
            s.Engine.Resolver.OnChannelFailed(channel, s.Now);
            s.Pump();
        }
        await Task.WhenAll(faces.Select(f => f.Posted));
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Fact]
    public void HostByName_CancelledBehindAFullConnection_IsNotSent()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        RecordingFace first = new(), second = new();
        RecordingFace.StartHost(s.Engine, first, "one.test.");
        uint handle = RecordingFace.StartHost(s.Engine, second, "two.test.");
        s.Pump();
        s.Network.Outcome = SendOutcome.Full;
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        s.Engine.Cancel(handle);
        s.Pump();
        s.Network.Outcome = SendOutcome.Sent;
        s.Pass(TimeSpan.FromMilliseconds(30));
        while (s.Network.Opening.TryDequeue(out int channel))
            s.Engine.Resolver.OnStreamOpened(channel, s.Now);
        Assert.Equal("one.test.", Assert.Single(s.Network.Sent).Name);
    }

    [Fact]
    public async Task HostByName_AnotherSoonAfter_TakesTheSameConnection()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        int channel = await AskOverTcp(s);
        s.Pass(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, s.Network.OpenCount);
        var next = new RecordingFace();
        RecordingFace.StartHost(s.Engine, next, "two.test.");
        SentMessage query = s.NextSent();
        Assert.Equal(channel, query.Channel);
        s.Answer(query, r => r.Address("192.0.2.2"));
        Assert.True((await next.Posted).IsSuccess);
        s.Pass(TimeSpan.FromSeconds(2.1));
        Assert.Equal(0, s.Network.OpenCount);
        Assert.Null(s.Engine.UntilNext(s.Now));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 500)]
    [InlineData(65_535, 8_000)]
    public async Task HostByName_ServerThatSaysHowLong_IsKeptSoLong(int tenths, int milliseconds)
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        await AskOverTcp(s, r => r.Opt(0, (11, [(byte)(tenths >> 8), (byte)tenths])));
        if (milliseconds > 0)
        {
            Assert.Equal((uint)milliseconds, s.Engine.UntilNext(s.Now));
            s.Pass(TimeSpan.FromMilliseconds(milliseconds - 20));
            Assert.Equal(1, s.Network.OpenCount);
            s.Pass(TimeSpan.FromMilliseconds(40));
        }
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Fact]
    public async Task HostByName_ServerThatWantsNoMore_GetsNoMoreOnThatConnection()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        RecordingFace first = new(), second = new(), third = new();
        RecordingFace.StartHost(s.Engine, first, "one.test.");
        RecordingFace.StartHost(s.Engine, second, "two.test.");
        s.Pump();
        int channel = s.Network.Opening.Dequeue();
        s.Engine.Resolver.OnStreamOpened(channel, s.Now);
        SentMessage one = s.NextSent(), two = s.NextSent();
        s.Answer(one, r => r.Address("192.0.2.1").Opt(0, (11, [0, 0])));
        RecordingFace.StartHost(s.Engine, third, "three.test.");
        s.Pump();
        Assert.NotEqual(channel, Assert.Single(s.Network.Opening));
        // Those that were sent are answered still.
        s.Answer(two, r => r.Address("192.0.2.2"));
        Assert.True((await second.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_ServerClosesTheIdleConnection_CostsNothing()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc attempts:1\n");
        int channel = await AskOverTcp(s);
        s.Engine.Resolver.OnChannelFailed(channel, s.Now);
        Assert.Equal(0, s.Network.OpenCount);
        await AskOverTcp(s);
        // Or just as the next query takes it: that goes on over another.
        var next = new RecordingFace();
        RecordingFace.StartHost(s.Engine, next, "two.test.");
        s.Engine.Resolver.OnChannelFailed(s.NextSent().Channel, s.Now);
        s.Pump();
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.2"));
        Assert.True((await next.Posted).IsSuccess);
    }

    [Fact]
    public void HostByName_OnlyOverTcp_AsksToBeKept()
    {
        using var s = new SimulatedEngine();
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "big.test.");
        SentMessage overUdp = s.NextSent();
        Assert.Null(overUdp.Option(11));
        s.Answer(overUdp, r => r.Truncated());
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        Assert.Empty(s.NextSent().Option(11)!);
    }

    private static async Task<int> AskOverTcp(SimulatedEngine s, Func<Reply, Reply>? more = null)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "one.test.");
        s.Pump();
        int channel = s.Network.Opening.Dequeue();
        s.Engine.Resolver.OnStreamOpened(channel, s.Now);
        s.Answer(s.NextSent(), r => (more ?? (x => x))(r.Address("192.0.2.1")));
        Assert.True((await face.Posted).IsSuccess);
        return channel;
    }

    [Fact]
    public async Task HostByName_SilentConnectionUnderLoad_IsLeft()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc timeout:1 attempts:1\n");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "silent.test.");
        s.Pump();
        int silent = s.Network.Opening.Dequeue();
        s.Engine.Resolver.OnStreamOpened(silent, s.Now);
        s.Pass(TimeSpan.FromMilliseconds(500));
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "second.test.");
        s.Pass(TimeSpan.FromMilliseconds(600));
        s.Network.Sent.Clear();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "third.test.");
        s.Pump();
        int fresh = Assert.Single(s.Network.Opening);
        Assert.NotEqual(silent, fresh);
        s.Engine.Resolver.OnStreamOpened(fresh, s.Now);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.3"));
        Assert.Single((await Found(face)).Addresses);
    }
}
