namespace GetXByY.Testing.Tests;

public sealed class ServerGateTests : IAsyncDisposable
{
    private readonly ServerGate _gate = new();
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();
    private readonly UdpClientSocket _client;

    public ServerGateTests()
    {
        _server.Add("www.test", "192.0.2.1");
        _server.Behave("www.test", ServerBehaviour.Answer.HeldBy(_gate));
        _client = new UdpClientSocket(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Release_SeveralHeld_AnswersInOrderBeforeItReturns()
    {
        await SendAndHoldAsync(3);
        Assert.Equal(0, _client.Available);

        _gate.Release();

        Assert.NotEqual(0, _client.Available);
        Assert.Equal(0, _gate.Held);
        for (int id = 0; id < 3; id++)
            Assert.Equal(id, WireMessage.Id(await _client.ReceiveAsync()));
    }

    [Fact]
    public async Task Release_One_KeepsTheOthers()
    {
        await SendAndHoldAsync(3);

        Assert.Equal(1, _gate.Release(1));

        Assert.Equal(0, WireMessage.Id(await _client.ReceiveAsync()));
        Assert.Equal(2, _gate.Held);
        Assert.Equal(2, _gate.Release(5));
    }

    [Fact]
    public async Task Release_LaterQuery_IsHeldAgain()
    {
        await SendAndHoldAsync(1);
        _gate.Release();

        await _client.SendAsync(Www(9));
        await _gate.WaitForHeldAsync(2).WaitAsync(Hang.Guard);

        Assert.Equal(1, _gate.Held);
    }

    [Fact]
    public async Task Open_LaterQuery_IsNotHeld()
    {
        await SendAndHoldAsync(1);

        _gate.Open();

        Assert.Equal(0, WireMessage.Id(await _client.ReceiveAsync()));
        Assert.Equal(5, WireMessage.Id(await _client.AskAsync(Www(5))));
    }

    [Fact]
    public async Task Release_OverTcp_Answers()
    {
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);
        await tcp.SendAsync(WireMessage.Framed(Www(1)));
        await _gate.WaitForHeldAsync(1).WaitAsync(Hang.Guard);

        _gate.Release();

        Assert.Equal(1, WireMessage.Id(await tcp.ReceiveMessageAsync()));
    }

    [Fact]
    public async Task Release_ServerDisposed_SendsNothing()
    {
        await SendAndHoldAsync(1);
        await _server.DisposeAsync();

        _gate.Release();

        Assert.Equal(0, _client.Available);
        Assert.Empty(_server.Faults);
    }

    [Fact]
    public async Task WaitForHeldAsync_Cancelled_ThrowsWithTheToken()
    {
        using var source = new CancellationTokenSource();
        Task waiting = _gate.WaitForHeldAsync(1, source.Token);
        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, thrown.CancellationToken);
    }

    private async Task SendAndHoldAsync(ushort count)
    {
        for (ushort id = 0; id < count; id++)
            await _client.SendAsync(Www(id));
        await _gate.WaitForHeldAsync(count).WaitAsync(Hang.Guard);
    }

    private static byte[] Www(ushort id) => WireMessage.Query("www.test", QuestionType.A, id);
}
