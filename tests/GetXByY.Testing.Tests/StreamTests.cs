using System.Net.Sockets;

namespace GetXByY.Testing.Tests;

public sealed class StreamTests : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();

    public StreamTests() => _server.Add("www.test", "192.0.2.1");

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Answer_SeveralQueriesInOneSend_AnswersAll()
    {
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync([.. WireMessage.Framed(Www(1)), .. WireMessage.Framed(Www(2))]);

        Assert.Equal(1, WireMessage.Id(await tcp.ReceiveMessageAsync()));
        Assert.Equal(2, WireMessage.Id(await tcp.ReceiveMessageAsync()));
        Assert.Equal(1, _server.ConnectionCount);
    }

    [Fact]
    public async Task Answer_QueryInPieces_IsAnswered()
    {
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        foreach (byte b in WireMessage.Framed(Www(3)))
            await tcp.SendAsync([b]);

        Assert.Equal(3, WireMessage.Id(await tcp.ReceiveMessageAsync()));
    }

    [Fact]
    public async Task Silence_OverTcp_StaysOpen()
    {
        _server.Behave("www.test", ServerBehaviour.Silence);
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync(WireMessage.Framed(Www(1)));
        byte[] next = await tcp.AskAsync(WireMessage.Query("x.test", QuestionType.A, id: 2));

        Assert.Equal(2, WireMessage.Id(next));
        Assert.Equal(2, _server.QueryCount);
    }

    [Fact]
    public async Task Disconnect_Asked_ClosesWithoutAnswer()
    {
        _server.Behave("www.test", ServerBehaviour.Disconnect);
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync(WireMessage.Framed(Www(1)));

        Assert.Empty(await tcp.ReceiveToEndAsync());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 10)]
    [InlineData(1000, 44)]
    public async Task DisconnectAfter_Asked_SendsTheBeginning(int bytes, int received)
    {
        _server.Behave("www.test", ServerBehaviour.DisconnectAfter(bytes));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync(WireMessage.Framed(Www(1)));

        Assert.Equal(received, (await tcp.ReceiveToEndAsync()).Length);
    }

    [Fact]
    public async Task InPieces_Asked_SendsTheWholeAnswer()
    {
        _server.Behave("www.test", ServerBehaviour.InPieces(1));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        byte[] answer = await tcp.AskAsync(Www(1));

        Assert.Equal(42, answer.Length);
        Assert.Equal([192, 0, 2, 1], answer[^4..]);
    }

    [Fact]
    public async Task RawStream_Asked_SendsTheBytesAsTheyAre()
    {
        _server.Behave("www.test", ServerBehaviour.AllOf(
            ServerBehaviour.RawStream(_ => [0xFF, 0xFF, 1]), ServerBehaviour.Disconnect));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync(WireMessage.Framed(Www(1)));

        Assert.Equal([0xFF, 0xFF, 1], await tcp.ReceiveToEndAsync());
    }

    [Fact]
    public async Task StreamBehaviours_OverUdp_AreSilentOrHonest()
    {
        _server.Behave("www.test", ServerBehaviour.AllOf(
            ServerBehaviour.Disconnect,
            ServerBehaviour.DisconnectAfter(5),
            ServerBehaviour.RawStream(_ => [1]),
            ServerBehaviour.InPieces(1)));
        using var udp = new UdpClientSocket(_server);

        Assert.Equal(42, (await udp.AskAsync(Www(1))).Length);
        Assert.Equal(0, udp.Available);
    }

    [Fact]
    public async Task Start_RefuseTcp_AnswersOverUdpAlone()
    {
        await using var server = LoopbackNameServer.Start(new() { RefuseTcp = true });
        using var udp = new UdpClientSocket(server);

        var refused = await Assert.ThrowsAsync<SocketException>(() => TcpClientSocket.ConnectAsync(server));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.Equal(AnswerCode.NameError, WireMessage.Code(await udp.AskAsync(Www(1))));
    }

    [Fact]
    public async Task Raw_LongerThanAFrame_IsAFault()
    {
        _server.Behave("www.test", ServerBehaviour.Raw(_ => [new byte[65_536]]));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);
        using var udp = new UdpClientSocket(_server);

        await tcp.SendAsync(WireMessage.Framed(Www(1)));
        await tcp.AskAsync(WireMessage.Query("x.test", QuestionType.A));
        await udp.SendAsync(Www(1));
        await udp.AskAsync(WireMessage.Query("x.test", QuestionType.A));

        Assert.IsType<InvalidOperationException>(_server.Faults[0]);
        Assert.IsType<SocketException>(_server.Faults[1]);
    }

    private static byte[] Www(ushort id) => WireMessage.Query("www.test", QuestionType.A, id);
}
