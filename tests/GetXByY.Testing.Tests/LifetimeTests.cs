using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing.Tests;

public sealed class LifetimeTests
{
    [Fact]
    public async Task DisposeAsync_AfterUse_LeavesThePortFreeAtOnce()
    {
        IPEndPoint place;
        await using (var first = LoopbackNameServer.Start())
        {
            place = first.EndPoint;
            using var udp = new UdpClientSocket(first);
            using TcpClientSocket closed = await TcpClientSocket.ConnectAsync(first);
            first.Behave("bye.test", ServerBehaviour.Disconnect);
            await udp.AskAsync(WireMessage.Query("www.test", QuestionType.A));
            await closed.SendAsync(WireMessage.Framed(WireMessage.Query("bye.test", QuestionType.A)));
            await closed.ReceiveToEndAsync();
        }

        await using var second = LoopbackNameServer.Start(new() { Port = place.Port });
        Assert.Equal(place, second.EndPoint);
    }

    [Fact]
    public async Task DisposeAsync_ConnectionOpen_ClosesIt()
    {
        var server = LoopbackNameServer.Start();
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(server);
        await tcp.AskAsync(WireMessage.Query("www.test", QuestionType.A));

        await server.DisposeAsync();

        var reset = await Assert.ThrowsAsync<SocketException>(tcp.ReceiveToEndAsync);
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        var refused = await Assert.ThrowsAsync<SocketException>(() => TcpClientSocket.ConnectAsync(server));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task DisposeAsync_ManyAtOnce_AllComplete()
    {
        var server = LoopbackNameServer.Start();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await server.DisposeAsync())))
            .WaitAsync(Hang.Guard);

        Assert.Contains(server.EndPoint.ToString(), server.ToString());
    }

    [Fact]
    public async Task DisposeAsync_UnderFire_Completes()
    {
        using var stop = new CancellationTokenSource();
        var server = LoopbackNameServer.Start();
        using var udp = new UdpClientSocket(server);
        Task fire = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await udp.SendAsync(WireMessage.Query("www.test", QuestionType.A));
        });
        await server.WaitForQueriesAsync(100).WaitAsync(Hang.Guard);

        await server.DisposeAsync().AsTask().WaitAsync(Hang.Guard);

        await stop.CancelAsync();
        await fire.WaitAsync(Hang.Guard);
        Assert.Empty(server.Faults);
    }

    [Fact]
    public async Task Start_Many_EachHasItsOwnPort()
    {
        LoopbackNameServer[] servers = [.. Enumerable.Range(0, 50).Select(_ => LoopbackNameServer.Start())];

        Assert.Equal(50, servers.Select(server => server.EndPoint.Port).Distinct().Count());
        foreach (LoopbackNameServer server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task Start_IPv6_AnswersBothTransports()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        await using var server = LoopbackNameServer.Start(new() { Address = IPAddress.IPv6Loopback });
        server.Add("www.test", "2001:db8::1");
        using var udp = new UdpClientSocket(server);
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(server);
        byte[] query = WireMessage.Query("www.test", QuestionType.Aaaa);

        Assert.Equal(await udp.AskAsync(query), await tcp.AskAsync(query));
        Assert.All(server.Queries, asked => Assert.Equal(IPAddress.IPv6Loopback, asked.Source.Address));
        Assert.Equal(udp.EndPoint, server.Queries[0].Source);
    }

    [Fact]
    public async Task Start_PortTaken_Throws()
    {
        await using var server = LoopbackNameServer.Start();

        var same = new LoopbackNameServerOptions { Port = server.EndPoint.Port };
        var thrown = Assert.Throws<SocketException>(() => LoopbackNameServer.Start(same));
        Assert.Equal(SocketError.AddressAlreadyInUse, thrown.SocketErrorCode);
    }

    [Fact]
    public void Start_BadOptions_Throws()
    {
        AssertRefused(new() { Address = IPAddress.Parse("192.0.2.1") });
        AssertRefused(new() { Port = 65_536 });
        AssertRefused(new() { RecordedQueries = -1 });
        AssertRefused(new() { TimeToLive = TimeSpan.MaxValue });

        static void AssertRefused(LoopbackNameServerOptions options) =>
            Assert.ThrowsAny<ArgumentException>(() => LoopbackNameServer.Start(options));
    }
}
