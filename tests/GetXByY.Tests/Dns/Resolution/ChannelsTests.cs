using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class ChannelsTests
{
    private static readonly IPEndPoint[] s_servers = [new(IPAddress.Loopback, 53)];

    private readonly QueryCells _queries = new();
    private readonly VirtualNetwork _network = new(s_servers);
    private readonly Channels _channels;

    public ChannelsTests() => _channels = new Channels(
        new ResolverSettings(s_servers, 2, 5000, false, false), _queries, _network, new RandomSource());

    private int Board(Channel channel, uint now = 0)
    {
        int query = _queries.Rent();
        _channels.Board(channel, query, now);
        return query;
    }

    private Channel ChooseAndBoard()
    {
        Channel channel = _channels.ChooseDatagram(0, 0)!;
        Board(channel);
        return channel;
    }

    private Channel ChooseInNewTurn()
    {
        _channels.BeginTurn(outstanding: 1);
        return _channels.ChooseDatagram(0, 0)!;
    }

    private void BoardOwn()
    {
        for (int i = 0; i < Channels.FreshPerServer; i++)
            ChooseAndBoard();
    }

    [Fact]
    public void ChooseDatagram_FewQueries_GivesEachASocketOfItsOwn()
    {
        for (int i = 0; i < Channels.FreshPerServer; i++)
            Board(_channels.ChooseDatagram(0, 0)!);
        Assert.Equal(Channels.FreshPerServer, _network.OpenCount);
        Channel shared = _channels.ChooseDatagram(0, 0)!;
        Assert.Equal(ChannelPhase.Open, shared.Phase);
        Assert.Equal(Channels.FreshPerServer, _network.OpenCount);
    }

    [Fact]
    public void Board_SecondAndThirdQuery_TellsOnceThatTheSocketIsShared()
    {
        Channel channel = ChooseAndBoard();
        Assert.Empty(_network.Shared);
        Board(channel);
        Board(channel);
        Assert.Equal([channel.Number], _network.Shared);
    }

    // One after the other is not shared; nor is a connection a socket that is.
    [Fact]
    public void Board_OneAfterTheOtherOrOnAConnection_SharesNoSocket()
    {
        Channel channel = ChooseAndBoard();
        _channels.Alight(channel.FirstRider, rest: false, now: 0);
        ChooseAndBoard();
        Channel stream = _channels.ChooseStream(0, alone: false, now: 0)!;
        Board(stream);
        Board(stream);
        Assert.Empty(_network.Shared);
    }

    [Fact]
    public void OnShared_ChannelRange_TellsItsTransportItsNumber()
    {
        new ChannelRange(_network, first: 40, count: 10).OnShared(3);
        Assert.Equal([43], _network.Shared);
    }

    [Fact]
    public void ChooseDatagram_ManyQueriesInATurn_GivesABatchOneSocket()
    {
        BoardOwn();
        Channel[] turn = [.. Enumerable.Range(0, 130).Select(_ => ChooseAndBoard())];
        // 64, 64 and the rest.
        Assert.Single(turn.Take(64).Distinct());
        Assert.Single(turn.Skip(64).Take(64).Distinct());
        Assert.Single(turn.Skip(128).Distinct());
    }

    // Those that wait for leave to be sent are as many as those that are out: no turn begins with 64 lone ones.
    [Fact]
    public void ChooseDatagram_ManyOutstandingAndFewOut_GivesABatchOneSocket()
    {
        _channels.BeginTurn(Channels.FreshPerServer + 1);
        Assert.Single(Enumerable.Range(0, 64).Select(_ => ChooseAndBoard()).Distinct());
        Assert.Equal(1, _network.OpenCount);
    }

    [Fact]
    public void ChooseDatagram_EveryTurn_DrawsItsSocketAnew()
    {
        BoardOwn();
        var chosen = new HashSet<Channel>();
        for (int turn = 0; turn < 3000; turn++)
            chosen.Add(ChooseInNewTurn());
        // One of 64 is left out with a probability of less than 10 to the power of -18.
        Assert.Equal(Channels.FreshPerServer, chosen.Count);
    }

    [Fact]
    public void ChooseDatagram_BatchOnASocketThatIsWornOrFails_GoesOnOnAnother()
    {
        BoardOwn();
        Channel worn = ChooseAndBoard();
        worn.Uses = 4096;
        Channel next = ChooseAndBoard();
        Assert.NotSame(worn, next);
        while (next.FirstRider != QueryCells.None)
            _channels.Alight(next.FirstRider, rest: false, 0);
        _channels.Fail(next);
        Assert.Equal(ChannelPhase.Closed, next.Phase);
        Assert.NotEqual(ChannelPhase.Closed, ChooseAndBoard().Phase);
    }

    [Fact]
    public void Alight_LastRider_ClosesTheSocketAtOnce()
    {
        int query = Board(_channels.ChooseDatagram(0, 0)!);
        _channels.Alight(query, rest: true, 0);
        Assert.Equal((0, 0, 0), (_network.OpenCount, _channels.RestingCount, _channels.Ids.Count));
    }

    [Fact]
    public void Alight_LastRiderOfASharedSocket_ClosesItAMomentLater()
    {
        Channel channel = _channels.ChooseDatagram(0, 0)!;
        int first = Board(channel), second = Board(channel);
        _channels.Alight(first, rest: false, 0);
        _channels.Alight(second, rest: false, 0);
        Assert.Equal(ChannelPhase.Idle, channel.Phase);
        _channels.CloseIdle(50);
        Assert.Equal(1, _network.OpenCount);
        _channels.CloseIdle(150);
        Assert.Equal((0, ChannelPhase.Closed, 0), (_network.OpenCount, channel.Phase, _channels.IdleCount));
    }

    [Fact]
    public void Alight_GivenUp_RestsItsIdForOneAttempt()
    {
        Channel channel = _channels.ChooseDatagram(0, 0)!;
        Board(channel);
        int query = Board(channel);
        ushort id = _queries[query].Id;
        _channels.Alight(query, rest: true, 1000);
        Assert.True(channel.Resting.Contains(id));
        Board(channel, 5999);
        Assert.True(channel.Resting.Contains(id));
        Board(channel, 6001);
        Assert.False(channel.Resting.Contains(id));
        Assert.Equal(0, _channels.RestingCount);
    }

    [Fact]
    public void Alight_ManyGivenUp_LetsAtMostAQuarterRestTheOldestReleasedFirst()
    {
        Channel channel = _channels.ChooseDatagram(0, 0)!;
        Board(channel);
        ushort oldest = 0;
        bool reused = false;
        for (int i = 0; i < 20_000; i++)
        {
            int query = Board(channel);
            if (i == 0)
                oldest = _queries[query].Id;
            else
                reused |= _queries[query].Id == oldest;
            _channels.Alight(query, rest: true, 0);
            _queries.Return(query);
        }
        Assert.Equal(16_384, _channels.RestingCount);
        // It may have come to rest again since.
        Assert.True(!channel.Resting.Contains(oldest) || reused);
    }

    [Fact]
    public void ChooseDatagram_WornSocket_GetsNoMoreWhileThereAreOthers()
    {
        Channel[] all = [.. Enumerable.Range(0, Channels.FreshPerServer).Select(_ => _channels.ChooseDatagram(0, 0)!).Select(c =>
        {
            Board(c);
            return c;
        })];
        all[0].Uses = 4096;
        for (int i = 0; i < 500; i++)
            Assert.NotSame(all[0], ChooseInNewTurn());
        // When all are worn at once others are opened beside them, so that they can drain.
        Array.ForEach(all, c => c.Uses = 4096);
        for (int i = 0; i < 5000; i++)
            Assert.DoesNotContain(ChooseInNewTurn(), all);
        Assert.Equal(2 * Channels.FreshPerServer, _network.OpenCount);
    }

    [Fact]
    public void ChooseDatagram_NoMoreSockets_SharesWhatThereIs()
    {
        _network.MaxOpen = 2;
        for (int i = 0; i < 100; i++)
            Board(_channels.ChooseDatagram(0, 0)!);
        Assert.Equal(2, _network.OpenCount);
    }

    [Fact]
    public void ChooseDatagram_NoWayToTheServer_IsTriedOnceInAWhile()
    {
        _network.MaxOpen = 0;
        for (int i = 0; i < 100; i++)
            Assert.Null(_channels.ChooseDatagram(0, 0));
        Assert.Equal(1, _network.Refused);
        Assert.Null(_channels.ChooseDatagram(0, 150));
        Assert.Equal(2, _network.Refused);
    }

    [Fact]
    public void Board_ManyQueries_DrawsIdsThatSpread()
    {
        Channel channel = _channels.ChooseDatagram(0, 0)!;
        ushort[] ids = [.. Enumerable.Range(0, 4096).Select(_ => _queries[Board(channel)].Id)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        // Of 16 ranges none is much fuller than another (256 expected, standard deviation 15).
        Assert.All(ids.GroupBy(id => id >> 12), g => Assert.InRange(g.Count(), 150, 370));
        Assert.Equal(16, ids.GroupBy(id => id >> 12).Count());
    }
}
