namespace GetXByY.Testing.Tests;

public sealed class BadPacketTests : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();

    public static TheoryData<byte[]> BadMessages()
    {
        byte[] good = WireMessage.Query("www.test", QuestionType.A, ednsPayload: 1232);
        byte[][] bad =
        [
            [],
            [0],
            new byte[11],
            new byte[12],
            [.. Enumerable.Repeat((byte)0xFF, 600)],
            [.. Enumerable.Repeat((byte)0x3F, 600)],
            new byte[60_000],
            With(good, 2, 0x81),          // an answer
            With(good, 2, 0x28),          // another opcode
            With(good, 5, 2),             // two questions
            With(good, 12, 0xC0),         // a pointer in the question
            With(good, 12, 0x40),         // a label of no known kind
            With(good, 12, 63),           // a label beyond the end
            With(good, 11, 9),            // more records than there are
            With(good, good.Length - 1, 200), // OPT data beyond the end
            good[..20],
            good[..^1],
            [.. good[..12], .. WireMessage.Labels(string.Join('.', Enumerable.Repeat("a", 200))), 0, 1, 0, 1],
        ];
        return [.. bad];
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task BadMessage_OverUdp_IsCountedAndNotAnswered(byte[] bad)
    {
        using var udp = new UdpClientSocket(_server);

        await udp.SendAsync(bad);
        byte[] answer = await udp.AskAsync(WireMessage.Query("www.test", QuestionType.A, id: 77));

        Assert.Equal(77, WireMessage.Id(answer));
        Assert.Equal((1, 1), (_server.QueryCount, _server.MalformedCount));
    }

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task BadMessage_OverTcp_IsCountedAndNotAnswered(byte[] bad)
    {
        using TcpClientSocket tcp = await TcpClientSocket.ConnectAsync(_server);

        await tcp.SendAsync(WireMessage.Framed(bad));
        byte[] answer = await tcp.AskAsync(WireMessage.Query("www.test", QuestionType.A, id: 77));

        Assert.Equal(77, WireMessage.Id(answer));
        Assert.Equal((1, 1), (_server.QueryCount, _server.MalformedCount));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xFF, 1, 2, 3 })]
    public async Task BrokenStream_ThenLeaving_EndsThatConnectionAlone(byte[] beginning)
    {
        using (TcpClientSocket leaving = await TcpClientSocket.ConnectAsync(_server))
        {
            if (beginning.Length > 0)
                await leaving.SendAsync(beginning);
        }

        using TcpClientSocket next = await TcpClientSocket.ConnectAsync(_server);
        Assert.Equal(5, WireMessage.Id(await next.AskAsync(WireMessage.Query("www.test", QuestionType.A, id: 5))));
        Assert.Equal(2, _server.ConnectionCount);
    }

    [Fact]
    public async Task Query_TruncatedAtEveryLength_NeverKillsTheServer()
    {
        byte[] good = WireMessage.Query("www.test", QuestionType.A, ednsPayload: 1232);
        using var udp = new UdpClientSocket(_server);

        for (int length = 0; length < good.Length; length++)
            await udp.SendAsync(good[..length]);
        await udp.AskAsync(good);

        Assert.Equal(good.Length, _server.MalformedCount);
        Assert.Empty(_server.Faults);
    }

    [Fact]
    public async Task Query_EveryByteChanged_NeverKillsTheServer()
    {
        byte[] good = WireMessage.Query("www.test", QuestionType.A, ednsPayload: 1232);
        using var udp = new UdpClientSocket(_server);
        using var last = new UdpClientSocket(_server);

        for (int at = 0; at < good.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
                await udp.SendAsync(With(good, at, (byte)(good[at] ^ (1 << bit))));
            await last.AskAsync(good);
        }

        Assert.Equal(good.Length * 9, _server.MalformedCount + _server.QueryCount);
        Assert.Empty(_server.Faults);
    }

    private static byte[] With(byte[] message, int at, byte value)
    {
        byte[] changed = [.. message];
        changed[at] = value;
        return changed;
    }
}
