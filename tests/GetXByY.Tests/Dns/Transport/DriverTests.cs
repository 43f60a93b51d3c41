using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Testing;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>What every driver does, over real sockets on loopback.</summary>
public sealed class DriverTests : IAsyncDisposable
{
    // In milliseconds; whoever waits for it has a hung test.
    private const int Long = 60_000;

    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();

    public static TheoryData<bool> Drivers => OperatingSystem.IsLinux() ? [true, false] : [false];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // None, one, a whole batch on sockets of their own, one more, and many on shared ones.
    public static TheoryData<bool, int> Batches
    {
        get
        {
            var all = new TheoryData<bool, int>();
            foreach (bool isBatch in OperatingSystem.IsLinux() ? new[] { true, false } : [false])
                all.AddRange(((int[])[0, 1, 64, 65, 129, 1000]).Select(n => new TheoryDataRow<bool, int>(isBatch, n)).ToArray());
            return all;
        }
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Batches))]
    public async Task Flush_Queries_AreAllSentOnceAndAnswered(bool isBatch, int count)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch);
        for (int i = 0; i < count; i++)
            Start(run, i);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == count);
        Assert.All(run.Ended, outcome => Assert.Equal(QueryOutcome.Found, outcome));
        Assert.Equal((count, count), (run.Counts.Sent, run.Counts.Answered));
        Assert.Equal(count, _server.QueryCount);
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Deliver_PortClosedInTheMiddleOfManyQueries_EndsThemAll(bool isBatch)
    {
        using ResolverOverDriver run = Run(isBatch);
        for (int i = 0; i < 140; i++)
            Start(run, i);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 140);
        for (int i = 0; i < 140; i++)
            run.Start(i);
        // What is sent to a closed port comes back at the next of the same batch.
        await _server.DisposeAsync();
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 280);
        Assert.All(run.Ended.Skip(140), outcome => Assert.Equal(QueryOutcome.ServerFailure, outcome));
        Assert.True(run.ServerCounts.Unreachable > 0);
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Send_MessageThatIsTooLong_FailsItsChannelAndNoOther(bool isBatch)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch);
        Start(run, 0);
        run.Flush();
        // The query has drawn one of them.
        int channel = Enumerable.Range(0, Channels.CountFor(1)).First(c => run.Driver.LocalAddressOf(c) is null);
        Assert.True(run.Driver.TryOpenDatagram(channel, _server.EndPoint));
        SendOutcome outcome = run.Driver.Send(channel, new byte[65_530]);
        run.Driver.Flush();
        run.Deliver();
        Assert.Equal(1, run.ServerCounts.Unreachable + (outcome == SendOutcome.Failed ? 1 : 0));
        run.PumpUntil(() => run.Ended.Count == 1);
        Assert.Equal(QueryOutcome.Found, run.Ended[0]);
        run.Driver.Close(channel);
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Deliver_StoppedAfterTheWait_IsNotTold(bool isBatch)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch);
        int query = Start(run, 0);
        run.Flush();
        run.Wait();
        run.Stop(query);
        // The number of the channel may be another's by now.
        Start(run, 1);
        run.Flush();
        run.Deliver();
        Assert.Empty(run.Ended);
        run.PumpUntil(() => run.Ended.Count == 1);
        Assert.Equal((1, 0), (run.Counts.Answered, run.Counts.Mismatched));
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Flush_NotWanted_SendsNothing(bool isBatch)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch);
        run.Wants = static owner => owner % 2 == 0;
        for (int i = 0; i < 100; i++)
            Start(run, i);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 50);
        Assert.Equal(50, _server.QueryCount);
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task OpenStream_ManyQueries_ShareAConnectionAndAreAnswered(bool isBatch)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch, useTcp: true);
        for (int i = 0; i < 200; i++)
            Start(run, i);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 200);
        Assert.All(run.Ended, outcome => Assert.Equal(QueryOutcome.Found, outcome));
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task OpenStream_NoSocketAndClosedAtOnce_TellsNothingToWhoHasItsNumberNext(bool isBatch)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch);
        Start(run, 0);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 1);
        // The connection of an old configuration, which is gone before the driver could tell that there was no socket for it;
        // with the new one its number is that of a UDP socket.
        const int channel = 0;
        run.Driver.OpenStream(channel, new EndPointOfNoFamily());
        run.Driver.Close(channel);
        Assert.True(run.Driver.TryOpenDatagram(channel, _server.EndPoint));
        run.Deliver();
        Assert.Equal(0, run.ServerCounts.Unreachable);
        run.Driver.Close(channel);
    }

    // There is no socket for it.
    private sealed class EndPointOfNoFamily() : IPEndPoint(IPAddress.Loopback, 53)
    {
        public override AddressFamily AddressFamily => AddressFamily.Ipx;
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task OpenStream_NobodyListens_FailsTheChannel(bool isBatch)
    {
        using ResolverOverDriver run = Run(isBatch, useTcp: true);
        await _server.DisposeAsync();
        run.Start(0);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 1);
        Assert.Equal(QueryOutcome.ServerFailure, run.Ended[0]);
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Wait_WokenWhileSocketsAreOpen_Returns(bool isBatch)
    {
        using ResolverOverDriver run = Run(isBatch);
        _server.Behave("n0.test", ServerBehaviour.Silence);
        run.Start(0);
        run.Flush();
        for (int i = 0; i < 100; i++)
        {
            Task waiting = Task.Run(run.Wait);
            run.Driver.Wake();
            await waiting;
        }
        run.Driver.Wake();
        run.Wait();
    }

    // More signals than a pipe holds: if nobody took them, whoever signals would be held up. In handfuls, for each wait lets
    // others go first, which takes long where there are many.
    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Wait_NeverToSleep_TakesSignalsAllTheSame(bool isBatch)
    {
        using IDriver driver = ResolverOverDriver.Open(isBatch);
        await Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                for (int signal = 0; signal < 10; signal++)
                    driver.Wake();
                driver.Wait(0);
            }
        });
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task Wait_AnswerIsThere_IsReportedUntilItIsTaken(bool isBatch)
    {
        await Task.Yield();
        using ResolverOverDriver run = Run(isBatch);
        Start(run, 0);
        run.Flush();
        // Nobody takes it after the first of these.
        run.Wait();
        run.Wait();
        run.Deliver();
        Assert.Equal([QueryOutcome.Found], run.Ended);
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task TryOpenDatagram_NoWayThere_IsFalse(bool isBatch)
    {
        await Task.Yield();
        using var driver = ResolverOverDriver.Open(isBatch);
        Assert.False(driver.TryOpenDatagram(0, new IPEndPoint(IPAddress.Broadcast, 53)));
        Assert.True(driver.TryOpenDatagram(0, _server.EndPoint));
        Assert.Equal(IPAddress.Loopback, driver.LocalAddressOf(0));
    }

    [Theory(Timeout = Long)]
    [MemberData(nameof(Drivers))]
    public async Task TryOpenDatagram_Ipv6_Answers(bool isBatch)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "There is no IPv6.");
        await using var server = LoopbackNameServer.Start(new LoopbackNameServerOptions { Address = IPAddress.IPv6Loopback });
        server.Add("n0.test", "192.0.2.1");
        using var run = new ResolverOverDriver(ResolverOverDriver.Open(isBatch), server.EndPoint);
        run.Start(0);
        run.Flush();
        run.PumpUntil(() => run.Ended.Count == 1);
        Assert.Equal(QueryOutcome.Found, run.Ended[0]);
        Assert.True(run.Driver.TryOpenDatagram(100, server.EndPoint));
        Assert.Equal(IPAddress.IPv6Loopback, run.Driver.LocalAddressOf(100));
    }

    private ResolverOverDriver Run(bool isBatch, bool useTcp = false) =>
        new(ResolverOverDriver.Open(isBatch), _server.EndPoint, useTcp);

    private int Start(ResolverOverDriver run, int number)
    {
        _server.Add($"n{number}.test", "192.0.2.1");
        return run.Start(number);
    }
}
