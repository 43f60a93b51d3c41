using GetXByY.Testing;
using GetXByY.Tests.Simulation;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Telemetry;

/// <summary>What a resolver shows of itself.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void TakeSnapshot_NothingStarted_HasTheServersAndZeros()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        ResolverSnapshot snapshot = s.Engine.TakeSnapshot();
        Assert.Equal(["192.0.2.1:53", "192.0.2.2:53"], snapshot.Servers.Select(server => $"{server.EndPoint}"));
        Assert.All(snapshot.Servers, server => Assert.True(server is { IsHealthy: true, Sent: 0, RoundTripTime: null }));
        Assert.Equal((0, 0, 0), (snapshot.Started, snapshot.Outstanding, snapshot.UdpSockets));
    }

    [Fact]
    public void TakeSnapshot_EachState_CountsIt()
    {
        using var s = new SimulatedEngine();
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test");
        ResolverSnapshot snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((1, 1, 0, 0), (snapshot.Outstanding, snapshot.Queued, snapshot.InFlight, snapshot.Queries));
        s.Pump();
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "two.test");
        snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((2, 1, 1), (snapshot.Outstanding, snapshot.Queued, snapshot.InFlight));
        Assert.Equal((1, 1, 0), (snapshot.Queries, snapshot.UdpSockets, snapshot.TcpConnections));
    }

    // Few cells are looked into; when many are in use, the words are looked at.
    [Theory]
    [InlineData(100)]
    [InlineData(800)]
    public async Task TakeSnapshot_SomeEndedAndOthersStarted_CountsThoseThatAre(int many)
    {
        using var s = new SimulatedEngine();
        List<RecordingFace> ended = [];
        for (int i = 0; i < many; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), $"n{i}.test");
        s.Pump();
        for (int i = 0; i < 30; i++)
        {
            ended.Add(new RecordingFace());
            s.Engine.Cancel(RecordingFace.StartHost(s.Engine, ended[i], $"c{i}.test"));
        }
        ResolverSnapshot snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((0, many, 0), (snapshot.Queued, snapshot.InFlight, snapshot.Finishing));
        s.Pump();
        await Task.WhenAll(ended.Select(face => face.Acknowledged));
        for (int i = 0; i < 20; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), $"q{i}.test");
        snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((20, many, 0), (snapshot.Queued, snapshot.InFlight, snapshot.Finishing));
        Assert.Equal(many + 20, snapshot.Outstanding);
    }

    [Fact]
    public void TakeSnapshot_DatagramsThatFoundNoRoom_AreTold()
    {
        using var s = new SimulatedEngine();
        s.Network.Overflow = 7;
        s.Pump();
        Assert.Equal(7, s.Engine.TakeSnapshot().UdpOverflow);
        // It counts what has been, not what is open.
        s.Engine.Figures.Close();
        Assert.Equal(7, s.Engine.TakeSnapshot().UdpOverflow);
    }

    [Fact]
    public async Task TakeSnapshot_ResultIsBeingWritten_CountsItAsFinishing()
    {
        using var s = new SimulatedEngine();
        ResolverSnapshot? inside = null;
        var face = new RecordingFace { OnWrite = () => inside = s.Engine.TakeSnapshot() };
        RecordingFace.StartHost(s.Engine, face, "one.test");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        await face.Posted;
        Assert.Equal((1, 1), (inside!.Finishing, inside.Outstanding));
    }

    [Fact]
    public async Task TakeSnapshot_AtRest_IsFoundPlusFailedPlusCancelled()
    {
        using var s = new SimulatedEngine();
        RecordingFace found = new(), failed = new(), cancelled = new();
        RecordingFace.StartHost(s.Engine, found, "found.test");
        s.Time.Advance(TimeSpan.FromMilliseconds(40));
        SentMessage asked = s.NextSent();
        s.Time.Advance(TimeSpan.FromMilliseconds(40));
        s.Answer(asked, r => r.Address("192.0.2.9"));
        RecordingFace.StartHost(s.Engine, failed, "failed.test");
        s.Answer(s.NextSent(), rcode: 3);
        uint handle = RecordingFace.StartHost(s.Engine, cancelled, "cancelled.test");
        s.NextSent();
        s.Engine.Cancel(handle);
        s.Pump();
        await Task.WhenAll(found.Posted, failed.Posted, cancelled.Acknowledged);
        Assert.True(SpinWait.SpinUntil(() => s.Engine.Counts.Rented == 0, TimeSpan.FromSeconds(30)));
        ResolverSnapshot snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((3, 1, 1, 1), (snapshot.Started, snapshot.Found, snapshot.Failed, snapshot.Cancelled));
        Assert.Equal((0, 0, 0), (snapshot.Outstanding, snapshot.Queries, snapshot.UdpSockets));
        ServerSnapshot server = Assert.Single(snapshot.Servers);
        Assert.Equal((3, 2), (server.Sent, server.Answered));
        Assert.InRange(server.RoundTripTime!.Value.TotalMilliseconds, 1, 80);
    }

    // Its socket is shared with another query, so that it is still there when the answer comes.
    [Fact]
    public void TakeSnapshot_AnswerAfterACancel_IsLate()
    {
        using var s = new SimulatedEngine();
        s.Network.MaxOpen = 1;
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test");
        SentMessage asked = s.NextSent();
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "two.test");
        s.NextSent();
        s.Engine.Cancel(handle);
        s.Pump();
        Assert.Equal(1, s.Engine.TakeSnapshot().IdsAtRest);
        s.Answer(asked, r => r.Address("192.0.2.9"));
        ServerSnapshot server = Assert.Single(s.Engine.TakeSnapshot().Servers);
        Assert.Equal((1, 0, 0), (server.Late, server.Answered, server.Dropped));
    }

    [Fact]
    public void TakeSnapshot_ForgedAnswer_IsDroppedAtItsServer()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions rotate\n");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test");
        s.NextSent();
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "two.test");
        SentMessage second = s.NextSent();
        s.Receive(second.Channel, new Reply(second).WithOtherQuestion().Address("192.0.2.9").Bytes);
        s.Receive(second.Channel, [1, 2, 3]);
        Assert.Equal([0L, 2L], s.Engine.TakeSnapshot().Servers.Select(server => server.Dropped));
    }

    [Fact]
    public void TakeSnapshot_NoAnswer_IsTimedOutAndNotHealthy()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:1\n");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test");
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(3));
        ServerSnapshot server = Assert.Single(s.Engine.TakeSnapshot().Servers);
        Assert.Equal((1, 1, false), (server.Sent, server.TimedOut, server.IsHealthy));
    }

    [Fact]
    public void TakeSnapshot_Truncated_CountsTheConnection()
    {
        using var s = new SimulatedEngine();
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test");
        s.Answer(s.NextSent(), r => r.Truncated());
        ResolverSnapshot snapshot = s.Engine.TakeSnapshot();
        Assert.Equal((0, 1), (snapshot.UdpSockets, snapshot.TcpConnections));
    }

    [Fact(Timeout = 60_000)]
    public async Task TakeSnapshot_FromManyThreadsUnderLoad_NeverShowsMoreEndsThanStarts()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var stop = new CancellationTokenSource();
        Task[] watchers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                ResolverSnapshot s = f.Resolver.TakeSnapshot();
                Assert.InRange(s.Found + s.Failed + s.Cancelled, 0, s.Started);
                Assert.True(s.Found >= 0, $"{s.Found} found");
            }
        }))];
        for (int i = 0; i < 500; i++)
        {
            Lookup<HostEntry> look = f.Resolver.StartGetHostByName(i % 2 == 0 ? "www.test" : "none.test");
            if (i % 3 == 0)
                look.Cancel();
            await Task.WhenAny(look.Completion);
        }
        await stop.CancelAsync();
        await Task.WhenAll(watchers);
    }

    [Fact(Timeout = 60_000)]
    public async Task TakeSnapshot_DisposedOf_HasTheSumsAndNothingOpen()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        _ = f.Resolver.StartGetHostByName("www.test");
        await f.Server.WaitForQueriesAsync(2);
        // The figures of sockets are up to one turn of the engine old.
        Assert.True(SpinWait.SpinUntil(() => f.Resolver.TakeSnapshot().UdpSockets == 2, TimeSpan.FromSeconds(30)));
        Assert.Equal(1, f.Resolver.TakeSnapshot().InFlight);
        await f.Resolver.DisposeAsync();
        ResolverSnapshot snapshot = f.Resolver.TakeSnapshot();
        Assert.Equal((1, 1, 0), (snapshot.Started, snapshot.Cancelled, snapshot.Outstanding));
        Assert.Equal((0, 0, 0), (snapshot.Queries, snapshot.UdpSockets, snapshot.IdsAtRest));
        Assert.Equal(2, Assert.Single(snapshot.Servers).Sent);
    }
}
