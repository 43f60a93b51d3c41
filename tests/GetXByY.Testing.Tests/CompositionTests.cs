namespace GetXByY.Testing.Tests;

public sealed class CompositionTests : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();
    private readonly UdpClientSocket _client;

    public CompositionTests()
    {
        _server.Add("www.test", "192.0.2.1");
        _client = new UdpClientSocket(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task InTurn_SilenceThenAnswer_AnswersFromTheSecond()
    {
        _server.Behave("www.test", ServerBehaviour.InTurn(ServerBehaviour.Silence, ServerBehaviour.Answer));

        await _client.SendAsync(Www(1));

        Assert.Equal(2, WireMessage.Id(await _client.AskAsync(Www(2))));
        Assert.Equal(3, WireMessage.Id(await _client.AskAsync(Www(3))));
    }

    [Fact]
    public async Task Cycle_AnswerAndRefuse_BeginsAgain()
    {
        _server.Behave("www.test", ServerBehaviour.Cycle(
            ServerBehaviour.Answer, ServerBehaviour.Code(AnswerCode.Refused)));

        var codes = new List<AnswerCode>();
        for (ushort id = 0; id < 4; id++)
            codes.Add(WireMessage.Code(await _client.AskAsync(Www(id))));

        Assert.Equal([AnswerCode.NoError, AnswerCode.Refused, AnswerCode.NoError, AnswerCode.Refused], codes);
    }

    [Fact]
    public async Task AllOf_LiesThenAnswer_SendsThemInOrder()
    {
        _server.Behave("www.test", ServerBehaviour.AllOf(
            ServerBehaviour.WrongId.Times(2), ServerBehaviour.HeaderOnly, ServerBehaviour.Answer));

        await _client.SendAsync(Www(0x00FF));
        var ids = new List<int>();
        var lengths = new List<int>();
        for (int i = 0; i < 4; i++)
        {
            byte[] message = await _client.ReceiveAsync();
            ids.Add(WireMessage.Id(message));
            lengths.Add(message.Length);
        }

        Assert.Equal([0xFF00, 0xFF00, 0x00FF, 0x00FF], ids);
        Assert.Equal([42, 42, 12, 42], lengths);
    }

    [Fact]
    public async Task Times_Two_AnswersTwice()
    {
        _server.Behave("www.test", ServerBehaviour.Answer.Times(2));

        byte[] first = await _client.AskAsync(Www(1));

        Assert.Equal(first, await _client.ReceiveAsync());
    }

    [Fact]
    public async Task OverTcp_EachTransport_HasItsOwn()
    {
        _server.Behave("www.test", ServerBehaviour.Truncated.OverTcp(ServerBehaviour.Code(AnswerCode.Refused)));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        Assert.True(WireMessage.IsTruncated(await _client.AskAsync(Www(1))));
        Assert.Equal(AnswerCode.Refused, WireMessage.Code(await tcp.AskAsync(Www(1))));
    }

    [Fact]
    public async Task Choose_ByEdns_DoesWhatTheTestSays()
    {
        _server.Behave("www.test", ServerBehaviour.Choose(
            query => query.HasEdns ? ServerBehaviour.Silence : ServerBehaviour.Answer));

        await _client.SendAsync(WireMessage.Query("www.test", QuestionType.A, id: 1, ednsPayload: 512));

        Assert.Equal(2, WireMessage.Id(await _client.AskAsync(Www(2))));
    }

    [Fact]
    public async Task Choose_Throws_IsAFaultAndEndsNothingElse()
    {
        _server.Behave("www.test", ServerBehaviour.Choose(_ => throw new InvalidOperationException("of the test")));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await _client.SendAsync(Www(1));
        await tcp.SendAsync(WireMessage.Framed(Www(1)));
        await _client.AskAsync(WireMessage.Query("x.test", QuestionType.A));
        await tcp.AskAsync(WireMessage.Query("x.test", QuestionType.A));

        Assert.Equal(["of the test", "of the test"], _server.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void InTurn_None_Throws()
    {
        Assert.Throws<ArgumentException>(() => ServerBehaviour.InTurn());
        Assert.Throws<ArgumentException>(() => ServerBehaviour.AllOf(ServerBehaviour.Answer, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.Answer.Times(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.Answer.After(TimeSpan.FromTicks(-1)));
    }

    private static byte[] Www(ushort id) => WireMessage.Query("www.test", QuestionType.A, id);
}
