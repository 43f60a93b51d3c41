namespace GetXByY.Testing.Tests;

public sealed class HonestBehaviourTests : IAsyncDisposable
{
    private readonly HandClock _clock = new();
    private readonly LoopbackNameServer _server;
    private readonly UdpClientSocket _client;

    public HonestBehaviourTests()
    {
        _server = LoopbackNameServer.Start(new() { TimeProvider = _clock });
        _server.Add("www.test", "192.0.2.1");
        _client = new UdpClientSocket(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(AnswerCode.FormatError)]
    [InlineData(AnswerCode.ServerFailure)]
    [InlineData(AnswerCode.NameError)]
    [InlineData(AnswerCode.NotImplemented)]
    [InlineData(AnswerCode.Refused)]
    [InlineData((AnswerCode)11)]
    public async Task Code_BothTransports_AnswersTheCode(AnswerCode code)
    {
        _server.Behave("www.test", ServerBehaviour.Code(code));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        foreach (byte[] answer in new[] { await _client.AskAsync(Www()), await tcp.AskAsync(Www()) })
        {
            Assert.Equal(code, WireMessage.Code(answer));
            Assert.Equal(0, WireMessage.Answers(answer));
            Assert.Equal(Www()[12..], answer[12..]);
        }
    }

    [Fact]
    public void Code_MoreThanFourBits_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.Code((AnswerCode)16));

    [Fact]
    public async Task NoData_NameWithRecords_HasNone()
    {
        _server.Behave("www.test", ServerBehaviour.NoData);

        byte[] answer = await _client.AskAsync(Www());

        Assert.Equal(AnswerCode.NoError, WireMessage.Code(answer));
        Assert.Equal((0, 1), (WireMessage.Answers(answer), WireMessage.Authorities(answer)));
    }

    [Fact]
    public async Task NameError_NameWithRecords_DoesNotExist()
    {
        _server.Behave("www.test", ServerBehaviour.NameError);

        byte[] answer = await _client.AskAsync(Www());

        Assert.Equal(AnswerCode.NameError, WireMessage.Code(answer));
        Assert.Equal((0, 1), (WireMessage.Answers(answer), WireMessage.Authorities(answer)));
    }

    [Fact]
    public async Task Truncated_BothTransports_IsWholeOverTcpAlone()
    {
        _server.Behave("www.test", ServerBehaviour.Truncated);
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        byte[] cut = await _client.AskAsync(Www());
        byte[] whole = await tcp.AskAsync(Www());

        Assert.True(WireMessage.IsTruncated(cut));
        Assert.Equal(0, WireMessage.Answers(cut));
        Assert.False(WireMessage.IsTruncated(whole));
        Assert.Equal(1, WireMessage.Answers(whole));
    }

    [Fact]
    public async Task RefuseEdns_WithOpt_IsFormatErrorWithoutOpt()
    {
        _server.Behave("www.test", ServerBehaviour.RefuseEdns);

        byte[] refused = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.A, ednsPayload: 1232));
        byte[] answered = await _client.AskAsync(Www());

        Assert.Equal(AnswerCode.FormatError, WireMessage.Code(refused));
        Assert.Equal(0, WireMessage.Additionals(refused));
        Assert.Equal(1, WireMessage.Answers(answered));
    }

    [Fact]
    public async Task IgnoreEdns_WithOpt_AnswersWithoutOpt()
    {
        _server.Behave("www.test", ServerBehaviour.IgnoreEdns);

        byte[] answer = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.A, ednsPayload: 1232));

        Assert.Equal((1, 0), (WireMessage.Answers(answer), WireMessage.Additionals(answer)));
    }

    [Fact]
    public async Task Silence_OneName_LeavesOthersAnswered()
    {
        _server.Behave("WWW.test.", ServerBehaviour.Silence);
        _server.Add("other.test", "192.0.2.2");

        await _client.SendAsync(Www());
        byte[] answer = await _client.AskAsync(WireMessage.Query("other.test", QuestionType.A, id: 7));

        Assert.Equal(7, WireMessage.Id(answer));
        Assert.Equal(0, _client.Available);
    }

    [Fact]
    public async Task Behave_ByType_LeavesOtherTypesAlone()
    {
        _server.Behave("www.test", ServerBehaviour.Code(AnswerCode.Refused), QuestionType.Aaaa);

        Assert.Equal(AnswerCode.NoError, await CodeOfAsync("www.test", QuestionType.A));
        Assert.Equal(AnswerCode.Refused, await CodeOfAsync("www.test", QuestionType.Aaaa));
    }

    [Fact]
    public async Task BehaveByDefault_NamesAndTypes_TheNearestCounts()
    {
        _server.BehaveByDefault(ServerBehaviour.Code(AnswerCode.ServerFailure));
        _server.BehaveByDefault(ServerBehaviour.Code(AnswerCode.NotImplemented), QuestionType.Mx);
        _server.Behave("www.test", ServerBehaviour.Answer);

        Assert.Equal(AnswerCode.NoError, await CodeOfAsync("www.test", QuestionType.A));
        Assert.Equal(AnswerCode.ServerFailure, await CodeOfAsync("x.test", QuestionType.A));
        Assert.Equal(AnswerCode.NotImplemented, await CodeOfAsync("x.test", QuestionType.Mx));
    }

    [Fact]
    public async Task After_ClockOfTheTest_AnswersWhenItIsTime()
    {
        _server.Behave("www.test", ServerBehaviour.Answer.After(TimeSpan.FromSeconds(5)));
        await _client.SendAsync(Www());
        await _clock.Armed.WaitAsync(Hang.Guard);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, _client.Available);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(1, WireMessage.Answers(await _client.ReceiveAsync()));
        Assert.Equal(0, _clock.Timers);
    }

    [Fact]
    public async Task After_OverTcp_DoesNotKeepBackTheNext()
    {
        _server.Behave("www.test", ServerBehaviour.Answer.After(TimeSpan.FromSeconds(5)));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync(WireMessage.Framed(Www()));
        byte[] second = await tcp.AskAsync(WireMessage.Query("x.test", QuestionType.A, id: 2));
        _clock.Advance(TimeSpan.FromSeconds(5));
        byte[] first = await tcp.ReceiveMessageAsync();

        Assert.Equal((2, 0x1234), (WireMessage.Id(second), WireMessage.Id(first)));
    }

    [Fact]
    public async Task After_SystemClock_Answers()
    {
        await using var server = LoopbackNameServer.Start();
        server.BehaveByDefault(ServerBehaviour.Answer.After(TimeSpan.FromMilliseconds(1)));
        using var client = new UdpClientSocket(server);

        Assert.Equal(AnswerCode.NameError, WireMessage.Code(await client.AskAsync(Www())));
    }

    [Fact]
    public async Task DisposeAsync_AnswersDelayed_LeavesNoTimer()
    {
        _server.Behave("www.test", ServerBehaviour.Answer.After(TimeSpan.FromSeconds(5)));
        await _client.SendAsync(Www());
        await _clock.Armed.WaitAsync(Hang.Guard);

        await _server.DisposeAsync();

        Assert.Equal(0, _clock.Timers);
    }

    private async Task<AnswerCode> CodeOfAsync(string name, QuestionType type) =>
        WireMessage.Code(await _client.AskAsync(WireMessage.Query(name, type)));

    private static byte[] Www() => WireMessage.Query("www.test", QuestionType.A);
}
