using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class ServerListTests
{
    private QueryCell _query;

    private static ServerList Of(int servers, int attempts) => new(new ResolverSettings(
        [.. Enumerable.Range(1, servers).Select(i => new IPEndPoint(IPAddress.Loopback, i))], attempts, 5000, false, false));

    private IEnumerable<int> AskAll(ServerList servers)
    {
        for (int server = servers.Next(ref _query); server != ServerList.None; server = servers.Next(ref _query))
            yield return server;
    }

    [Fact]
    public void Next_AllHealthy_IsEachInTurnAsOftenAsItMayBeAsked() =>
        Assert.Equal([0, 1, 2, 0, 1, 2], AskAll(Of(3, 2)));

    [Fact]
    public void Next_BegunWithAnother_GoesRound()
    {
        _query.FirstServer = 2;
        Assert.Equal([2, 0, 1, 2, 0, 1], AskAll(Of(3, 2)));
    }

    [Fact]
    public void Next_SixteenServersAndFiveAttempts_AsksEachFiveTimes()
    {
        _query.FirstServer = 15;
        int[] asked = [.. AskAll(Of(16, 5))];
        Assert.Equal(80, asked.Length);
        Assert.All(asked.GroupBy(s => s), g => Assert.Equal(5, g.Count()));
    }

    [Fact]
    public void Next_FailedServer_IsNotAskedAgain()
    {
        _query.FailedServers = 0b010;
        Assert.Equal([0, 2, 0, 2], AskAll(Of(3, 2)));
    }

    [Fact]
    public void Next_SickServer_IsAskedLastAndOnce()
    {
        ServerList servers = Of(3, 2);
        servers[0].OnSilence(0, 1000);
        Assert.Equal([1, 2, 1, 2, 0], AskAll(servers));
    }

    [Fact]
    public void Next_AllSick_IsAsIfNoneWere()
    {
        ServerList servers = Of(2, 2);
        servers[0].OnSilence(0, 1000);
        servers[1].OnUnreachable(1000);
        Assert.Equal([0, 1, 0, 1], AskAll(servers));
    }

    [Fact]
    public void Other_OnlySickOrAskedOnesLeft_IsNone()
    {
        ServerList servers = Of(3, 2);
        servers[1].OnSilence(0, 1000);
        Assert.Equal(0, servers.Next(ref _query));
        Assert.Equal(2, servers.Other(_query));
        Assert.Equal(2, servers.Next(ref _query));
        Assert.Equal(ServerList.None, servers.Other(_query));
        Assert.True(servers.HasNext(_query));
    }
}
