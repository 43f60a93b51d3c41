using System.Net;

namespace GetXByY.Testing.Tests;

public sealed class LieTests : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();
    private readonly UdpClientSocket _client;

    public LieTests()
    {
        _server.Add("www.test", "192.0.2.1");
        _server.Add("x.test", "192.0.2.1");
        _client = new UdpClientSocket(_server);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_server.Faults);
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task WrongId_Asked_TurnsTheIdOver()
    {
        byte[] lie = await LieAsync(ServerBehaviour.WrongId);

        Assert.Equal(0xFFFF ^ 0x1234, WireMessage.Id(lie));
        Assert.Equal((await TruthAsync())[2..], lie[2..]);
    }

    [Theory]
    [InlineData("www.test", 'x')]
    [InlineData("x.test", 'y')]
    public async Task WrongName_Asked_ChangesOneLetter(string name, char letter)
    {
        _server.Behave(name, ServerBehaviour.WrongName);

        byte[] lie = await _client.AskAsync(WireMessage.Query(name, QuestionType.A));

        Assert.Equal(letter, (char)lie[13]);
        Assert.Equal(1, WireMessage.Answers(lie));
    }

    [Fact]
    public async Task WrongCase_Asked_TurnsAllLetters()
    {
        byte[] lie = await LieAsync(ServerBehaviour.WrongCase);

        Assert.Equal([.. WireMessage.Labels("WWW.TEST"), 0, 1, 0, 1], lie[12..26]);
    }

    [Fact]
    public async Task WrongType_Asked_ChangesTheQuestion()
    {
        byte[] lie = await LieAsync(ServerBehaviour.WrongType);

        Assert.Equal((int)QuestionType.Aaaa, WireMessage.U16(lie, 22));
    }

    [Fact]
    public async Task OtherPort_Asked_ComesFromAnotherPort()
    {
        byte[] lie = await LieAsync(ServerBehaviour.OtherPort);
        var sender = Assert.IsType<IPEndPoint>(_client.LastSender);

        Assert.Equal(_server.EndPoint.Address, sender.Address);
        Assert.NotEqual(_server.EndPoint.Port, sender.Port);
        Assert.Equal(await TruthAsync(), lie);
        Assert.Equal(_server.EndPoint, _client.LastSender);
    }

    [Fact]
    public async Task Garbage_Asked_IsTheIdAndOnes()
    {
        byte[] lie = await LieAsync(ServerBehaviour.Garbage(20));

        Assert.Equal([0x12, 0x34, .. Enumerable.Repeat((byte)0xFF, 18)], lie);
    }

    [Theory]
    [InlineData(20, false, 20)]
    [InlineData(3, true, 39)]
    [InlineData(1, false, 1)]
    [InlineData(0, false, 0)]
    [InlineData(99, false, 42)]
    [InlineData(99, true, 0)]
    public async Task CutTo_Asked_SendsTheBeginning(int index, bool fromEnd, int length)
    {
        byte[] lie = await LieAsync(ServerBehaviour.CutTo(new Index(index, fromEnd)));

        Assert.Equal((await TruthAsync())[..length], lie);
    }

    [Fact]
    public async Task PointerLoop_Asked_PointsToItself()
    {
        byte[] lie = await LieAsync(ServerBehaviour.PointerLoop);

        Assert.Equal(1, WireMessage.Answers(lie));
        Assert.Equal([0xC0, 26], lie[26..28]);
    }

    [Fact]
    public async Task HeaderOnly_Asked_IsTwelveBytes() =>
        Assert.Equal([0x12, 0x34, 0x81, 0x80, 0, 0, 0, 0, 0, 0, 0, 0], await LieAsync(ServerBehaviour.HeaderOnly));

    [Theory]
    [InlineData(600)]
    [InlineData(4096)]
    [InlineData(65_000)]
    public async Task Oversized_Asked_IsSentWhole(int length)
    {
        byte[] lie = await LieAsync(ServerBehaviour.Oversized(length));

        Assert.InRange(lie.Length, length, length + 12);
        Assert.False(WireMessage.IsTruncated(lie));
        Assert.Equal(1, WireMessage.Answers(lie));
        Assert.Equal(lie.Length, EndOfAdditionals(lie, at: 42));
    }

    [Fact]
    public async Task Edited_Asked_SendsWhatTheTestMade()
    {
        byte[] lie = await LieAsync(ServerBehaviour.Edited((query, answer) => [.. answer, (byte)query.Name.Length]));

        Assert.Equal([.. await TruthAsync(), 8], lie);
    }

    [Fact]
    public async Task Raw_SeveralMessages_SendsAll()
    {
        byte[] first = await LieAsync(ServerBehaviour.Raw(_ => [[1, 2, 3], [], [4]]));

        Assert.Equal([1, 2, 3], first);
        Assert.Empty(await _client.ReceiveAsync());
        Assert.Equal([4], await _client.ReceiveAsync());
    }

    [Fact]
    public async Task Lies_OverTcp_AreFramed()
    {
        _server.Behave("www.test", ServerBehaviour.AllOf(
            ServerBehaviour.WrongId,
            ServerBehaviour.OtherPort,
            ServerBehaviour.CutTo(5),
            ServerBehaviour.Raw(_ => [[9]])));
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        byte[] wrongId = await tcp.AskAsync(Www());

        Assert.Equal(0xFFFF ^ 0x1234, WireMessage.Id(wrongId));
        Assert.Equal(5, (await tcp.ReceiveMessageAsync()).Length);
        Assert.Equal([9], await tcp.ReceiveMessageAsync());
    }

    [Fact]
    public void Lengths_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.Garbage(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.Oversized(65_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.DisconnectAfter(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServerBehaviour.InPieces(0));
    }

    private static byte[] Www() => WireMessage.Query("www.test", QuestionType.A);

    private static int EndOfAdditionals(byte[] message, int at)
    {
        for (int i = WireMessage.Additionals(message); i > 0; i--)
            at += 11 + WireMessage.U16(message, at + 9);
        return at;
    }

    private async Task<byte[]> LieAsync(ServerBehaviour behaviour)
    {
        _server.Behave("www.test", behaviour);
        return await _client.AskAsync(Www());
    }

    private async Task<byte[]> TruthAsync() => await LieAsync(ServerBehaviour.Answer);
}
