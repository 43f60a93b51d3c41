using System.Net;

namespace GetXByY.Testing.Tests;

public sealed class RecordTests : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();
    private readonly UdpClientSocket _client;

    public RecordTests() => _client = new UdpClientSocket(_server);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Add_OneAddress_AnswersByteForByte()
    {
        _server.Add("www.example.test", TimeSpan.FromSeconds(300), IPAddress.Parse("192.0.2.1"));

        byte[] answer = await _client.AskAsync(WireMessage.Query("www.example.test", QuestionType.A, id: 0xABCD));

        byte[] expected =
        [
            0xAB, 0xCD, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0,
            .. WireMessage.Labels("www.example.test"), 0, 1, 0, 1,
            0xC0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 192, 0, 2, 1,
        ];
        Assert.Equal(expected, answer);
    }

    [Fact]
    public async Task Add_BothFamilies_AnswersEachTypeAlone()
    {
        _server.Add("www.test", "192.0.2.1", "2001:db8::1", "192.0.2.2");

        byte[] v4 = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.A));
        byte[] v6 = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.Aaaa));
        byte[] all = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.Any));

        Assert.Equal(2, WireMessage.Answers(v4));
        Assert.Equal([192, 0, 2, 2], v4[^4..]);
        Assert.Equal(1, WireMessage.Answers(v6));
        Assert.Equal(IPAddress.Parse("2001:db8::1").GetAddressBytes(), v6[^16..]);
        Assert.Equal(3, WireMessage.Answers(all));
    }

    [Fact]
    public async Task Add_OtherLetterCase_AnswersWithTheCaseAsked()
    {
        _server.Add("WWW.Example.TEST.", "192.0.2.1");

        byte[] query = WireMessage.Query("wWw.eXample.test", QuestionType.A);
        byte[] answer = await _client.AskAsync(query);

        Assert.Equal(1, WireMessage.Answers(answer));
        Assert.Equal(query[12..], answer[12..query.Length]);
    }

    [Fact]
    public async Task Answer_UnknownName_IsNameErrorWithSoa()
    {
        byte[] answer = await _client.AskAsync(WireMessage.Query("nobody.test", QuestionType.A));

        Assert.Equal(AnswerCode.NameError, WireMessage.Code(answer));
        Assert.Equal(1, WireMessage.Authorities(answer));
        Assert.Equal([0, 0, 0, 60], answer[^4..]);
    }

    [Fact]
    public async Task Answer_NoRecordOfTheType_IsNoData()
    {
        _server.Add("www.test", "192.0.2.1");

        byte[] answer = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.Aaaa));

        Assert.Equal(AnswerCode.NoError, WireMessage.Code(answer));
        Assert.Equal(0, WireMessage.Answers(answer));
        Assert.Equal(1, WireMessage.Authorities(answer));
    }

    [Fact]
    public async Task Answer_OtherClass_IsRefused()
    {
        _server.Add("www.test", "192.0.2.1");
        byte[] query = WireMessage.Query("www.test", QuestionType.A);
        query[^1] = 3;

        Assert.Equal(AnswerCode.Refused, WireMessage.Code(await _client.AskAsync(query)));
    }

    [Fact]
    public async Task AddAlias_Chain_AnswersTheWholeChain()
    {
        _server.AddAlias("a.test", "b.test");
        _server.AddAlias("b.test", "c.test");
        _server.Add("c.test", "192.0.2.9");

        byte[] answer = await _client.AskAsync(WireMessage.Query("a.test", QuestionType.A));

        byte[] records =
        [
            0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 8, 1, (byte)'b', 4, .. "test"u8, 0,
            0xC0, 36, 0, 5, 0, 1, 0, 0, 0, 60, 0, 8, 1, (byte)'c', 4, .. "test"u8, 0,
            0xC0, 56, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 9,
        ];
        Assert.Equal(3, WireMessage.Answers(answer));
        Assert.Equal(records, answer[24..]);
    }

    [Fact]
    public async Task AddAlias_TargetUnknown_IsNameErrorWithTheChain()
    {
        _server.AddAlias("a.test", "nobody.test");

        byte[] answer = await _client.AskAsync(WireMessage.Query("a.test", QuestionType.A));

        Assert.Equal(AnswerCode.NameError, WireMessage.Code(answer));
        Assert.Equal(1, WireMessage.Answers(answer));
    }

    [Fact]
    public async Task AddAlias_LeadingBack_IsSentOnceRound()
    {
        _server.AddAlias("a.test", "b.test");
        _server.AddAlias("b.test", "A.test");

        byte[] answer = await _client.AskAsync(WireMessage.Query("a.test", QuestionType.A));

        Assert.Equal(2, WireMessage.Answers(answer));
    }

    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public async Task AddPointer_EachFamily_AnswersTheReverseName(string address, string asked)
    {
        _server.AddPointer(IPAddress.Parse(address), "host.test");

        byte[] answer = await _client.AskAsync(WireMessage.Query(asked, QuestionType.Ptr));

        Assert.Equal(1, WireMessage.Answers(answer));
        Assert.Equal(WireMessage.Labels("host.test"), answer[^11..]);
    }

    [Fact]
    public async Task AddRecord_AnyType_AnswersItsBytes()
    {
        _server.AddRecord("www.test", QuestionType.Txt, [2, (byte)'h', (byte)'i']);

        byte[] answer = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.Txt));

        Assert.Equal([0, 3, 2, (byte)'h', (byte)'i'], answer[^5..]);
    }

    [Fact]
    public async Task Remove_KnownName_IsNameErrorThen()
    {
        _server.Add("www.test", "192.0.2.1");

        Assert.True(_server.Remove("WWW.test"));
        Assert.False(_server.Remove("www.test"));
        byte[] answer = await _client.AskAsync(WireMessage.Query("www.test", QuestionType.A));
        Assert.Equal(AnswerCode.NameError, WireMessage.Code(answer));
    }

    [Fact]
    public async Task Answer_WithEdns_CarriesOptAndMayBeLong()
    {
        _server.Add("many.test", [.. Enumerable.Range(0, 60).Select(i => new IPAddress([192, 0, 2, (byte)i]))]);

        byte[] longer = await _client.AskAsync(WireMessage.Query("many.test", QuestionType.A, ednsPayload: 1232));
        byte[] plain = await _client.AskAsync(WireMessage.Query("many.test", QuestionType.A));

        Assert.Equal(60, WireMessage.Answers(longer));
        Assert.Equal([0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0], longer[^11..]);
        Assert.True(WireMessage.IsTruncated(plain));
        Assert.Equal(0, WireMessage.Answers(plain));
        Assert.Equal(0, WireMessage.Additionals(plain));
    }

    [Fact]
    public async Task Answer_BytesBeyondAscii_AreEscapedAndFound()
    {
        _server.Add(@"a\.b\000.test", "192.0.2.1");
        byte[] query = WireMessage.Query("a!b!.test", QuestionType.A);
        query[14] = (byte)'.';
        query[16] = 0;

        byte[] answer = await _client.AskAsync(query);

        Assert.Equal(1, WireMessage.Answers(answer));
        Assert.Equal(@"a\.b\000.test", _server.Queries[0].Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData(@"a\")]
    [InlineData(@"a\256")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.test")]
    public void Add_ImpossibleName_Throws(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => _server.Add(name, "192.0.2.1"));

    [Fact]
    public void Add_NoAddress_Throws() =>
        Assert.Throws<ArgumentException>(() => _server.Add("www.test", Array.Empty<IPAddress>()));
}
