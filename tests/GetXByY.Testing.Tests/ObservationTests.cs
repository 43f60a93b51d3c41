using System.Net;

namespace GetXByY.Testing.Tests;

public sealed class ObservationTests : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start(new() { RecordedQueries = 3 });
    private readonly UdpClientSocket _client;

    public ObservationTests() => _client = new UdpClientSocket(_server);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Queries_OverUdp_TellsWhatWasSent()
    {
        byte[] sent = WireMessage.Query("WWW.Test", QuestionType.Aaaa, id: 0xBEEF, ednsPayload: 1400);
        await _client.AskAsync(sent);

        ReceivedQuery query = Assert.Single(_server.Queries);
        Assert.Equal("WWW.Test", query.Name);
        Assert.Equal(QuestionType.Aaaa, query.Type);
        Assert.Equal(0xBEEF, query.Id);
        Assert.Equal(_client.EndPoint, query.Source);
        Assert.False(query.OverTcp);
        Assert.True(query.HasEdns);
        Assert.Equal(1400, query.UdpPayloadSize);
        Assert.True(query.RecursionDesired);
        Assert.Equal(sent, query.Message.ToArray());
        Assert.Equal($"WWW.Test Aaaa id 48879 over UDP from {_client.EndPoint}", query.ToString());
    }

    [Fact]
    public async Task Queries_OverTcp_TellsSo()
    {
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);
        byte[] sent = WireMessage.Query(".", 65_280);
        await tcp.AskAsync(sent);

        ReceivedQuery query = Assert.Single(_server.Queries);
        Assert.True(query.OverTcp);
        Assert.Equal(".", query.Name);
        Assert.Equal((QuestionType)65_280, query.Type);
        Assert.False(query.HasEdns);
        Assert.Equal(0, query.UdpPayloadSize);
        Assert.Equal(sent, query.Message.ToArray());
        Assert.Equal(IPAddress.Loopback, query.Source.Address);
    }

    [Fact]
    public async Task Queries_MoreThanRecorded_KeepsTheLast()
    {
        for (ushort id = 0; id < 5; id++)
            await _client.AskAsync(WireMessage.Query("www.test", QuestionType.A, id));

        Assert.Equal([2, 3, 4], _server.Queries.Select(query => (int)query.Id));
        Assert.Equal(5, _server.QueryCount);
    }

    [Fact]
    public async Task WaitForQueriesAsync_BeforeAndAfter_CompletesAtTheNumber()
    {
        _server.BehaveByDefault(ServerBehaviour.Silence);
        Task two = _server.WaitForQueriesAsync(2);
        Task three = _server.WaitForQueriesAsync(3);

        await _client.SendAsync(WireMessage.Query("a.test", QuestionType.A));
        await _client.SendAsync(WireMessage.Query("b.test", QuestionType.A));
        await two.WaitAsync(Hang.Guard);

        Assert.False(three.IsCompleted);
        Assert.Equal(2, _server.QueryCount);
        await _server.WaitForQueriesAsync(2).WaitAsync(Hang.Guard);
    }

    [Fact]
    public async Task WaitForQueriesAsync_ByName_CountsThatNameAlone()
    {
        _server.BehaveByDefault(ServerBehaviour.Silence);
        await _client.SendAsync(WireMessage.Query("a.test", QuestionType.A));
        await _server.WaitForQueriesAsync(1).WaitAsync(Hang.Guard);
        Task twoOfA = _server.WaitForQueriesAsync("A.test.", 2);

        await _client.SendAsync(WireMessage.Query("b.test", QuestionType.A));
        await _server.WaitForQueriesAsync(2).WaitAsync(Hang.Guard);
        Assert.False(twoOfA.IsCompleted);
        await _client.SendAsync(WireMessage.Query("a.TEST", QuestionType.A));

        await twoOfA.WaitAsync(Hang.Guard);
    }

    [Fact]
    public async Task WaitForQueriesAsync_Cancelled_ThrowsWithTheToken()
    {
        using var source = new CancellationTokenSource();
        Task waiting = _server.WaitForQueriesAsync(1, source.Token);
        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(source.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task WaitForQueriesAsync_Disposed_ThrowsInsteadOfHanging()
    {
        await _client.AskAsync(WireMessage.Query("a.test", QuestionType.A));
        Task waiting = _server.WaitForQueriesAsync(2);

        await _server.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Hang.Guard));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _server.WaitForQueriesAsync(2).WaitAsync(Hang.Guard));
        await _server.WaitForQueriesAsync(1).WaitAsync(Hang.Guard);
        Assert.Single(_server.Queries);
    }
}
