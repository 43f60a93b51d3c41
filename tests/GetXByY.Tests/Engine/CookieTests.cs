using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>DNS cookies of the client (RFC 7873 section 5).</summary>
public sealed class CookieTests
{
    private const int Option = 10;

    private static readonly byte[] s_cookie = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    private static RecordingFace Start(SimulatedEngine s, string name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        return face;
    }

    private static async Task Learn(SimulatedEngine s)
    {
        RecordingFace face = Start(s, "first.test.");
        SentMessage query = s.NextSent();
        s.Answer(query, r => r.Address("192.0.2.1").WithCookie(query, s_cookie));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_ServerCookie_IsSentBackWithTheNextQuery()
    {
        using var s = new SimulatedEngine();
        Start(s, "one.test.");
        byte[] client = s.NextSent().Option(Option)!;
        Assert.Equal(8, client.Length);
        await Learn(s);
        Start(s, "two.test.");
        Assert.Equal((byte[])[.. client, .. s_cookie], s.NextSent().Option(Option)!);
    }

    [Fact]
    public void HostByName_OtherServer_GetsAnotherClientCookie()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        Start(s, "one.test.");
        SentMessage first = s.NextSent();
        s.Answer(first, rcode: 2);
        SentMessage second = s.NextSent();
        Assert.NotEqual(first.Server, second.Server);
        Assert.NotEqual(first.Option(Option), second.Option(Option));
    }

    [Fact]
    public void HostByName_OtherEngine_HasAnotherClientCookie()
    {
        using SimulatedEngine one = new(), two = new();
        Start(one, "one.test.");
        Start(two, "one.test.");
        Assert.NotEqual(one.NextSent().Option(Option), two.NextSent().Option(Option));
    }

    [Theory]
    [InlineData(null)] // no OPT record
    [InlineData("")] // an option without data
    [InlineData("0102030405060708")] // another's cookie
    [InlineData("01020304050607")] // no length of a cookie
    public async Task HostByName_AnswerWithoutTheCookieThatIsOwed_IsDroppedAndTheTrueOneTaken(string? cookie)
    {
        using var s = new SimulatedEngine();
        await Learn(s);
        RecordingFace face = Start(s, "two.test.");
        SentMessage query = s.NextSent();
        s.Answer(query, r => cookie is null
            ? r.Address("192.0.2.66")
            : r.Address("192.0.2.66").Opt(0, (Option, Convert.FromHexString(cookie))));
        Assert.False(face.Posted.IsCompleted);
        Assert.Equal(1, s.Engine.Resolver.Counts.Doubted);
        s.Answer(query, r => r.Address("192.0.2.2").WithCookie(query, s_cookie));
        Assert.Equal("192.0.2.2", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
    }

    [Theory]
    [InlineData("")] // an option without data
    [InlineData("0102030405060708")] // another's cookie
    [InlineData("01020304050607")] // no length of a cookie
    public async Task HostByName_WrongCookieOfAServerThatOwesNone_IsDroppedAndTheTrueOneTaken(string cookie)
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "one.test.");
        SentMessage query = s.NextSent();
        s.Answer(query, r => r.Address("192.0.2.66").Opt(0, (Option, Convert.FromHexString(cookie))));
        Assert.False(face.Posted.IsCompleted);
        s.Answer(query, r => r.Address("192.0.2.2"));
        Assert.Equal("192.0.2.2", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HostByName_ServerWhoseCookiesAreWrong_IsAskedOverTcpOnceThenBelieved(bool hasTcp)
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "one.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66").Opt(0, (Option, [])));
        s.Pass(TimeSpan.FromMilliseconds(300));
        int stream = s.Network.Opening.Dequeue();
        if (hasTcp)
            s.Engine.Resolver.OnStreamOpened(stream, s.Now);
        else
            s.Engine.Resolver.OnChannelFailed(stream, s.Now);
        SentMessage query = s.NextSent();
        Assert.Equal(hasTcp, query.OverTcp);
        s.Answer(query, r => r.Address("192.0.2.2").Opt(0, (Option, [])));
        Assert.True((await face.Posted).IsSuccess);
        RecordingFace next = Start(s, "two.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.3").Opt(0, (Option, [])));
        Assert.True((await next.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_DeadlineBeforeTcpCouldTell_LeavesTheCookieOwed()
    {
        using var s = new SimulatedEngine();
        await Learn(s);
        var late = new RecordingFace();
        RecordingFace.StartHost(s.Engine, late, "two.test.", timeout: 300);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66"));
        s.Pass(TimeSpan.FromMilliseconds(310));
        Assert.Equal(LookupError.TryAgain, (await late.Posted).Error);
        Assert.Single(s.Network.Opening);
        Start(s, "three.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66"));
        Assert.Equal(2, s.Engine.Resolver.Counts.Doubted);
    }

    [Fact]
    public async Task HostByName_ErrorWithoutTheCookieThatIsOwed_IsDropped()
    {
        using var s = new SimulatedEngine();
        await Learn(s);
        RecordingFace face = Start(s, "two.test.");
        SentMessage query = s.NextSent();
        foreach (int rcode in (int[])[1, 2, 3, 5])
            s.Answer(query, rcode: rcode);
        Assert.Empty(s.Network.Sent);
        s.Answer(query, r => r.Address("192.0.2.2").WithCookie(query, s_cookie));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_CookieThatIsOwedDoesNotCome_IsAskedOverTcpAndOwedNoMore()
    {
        using var s = new SimulatedEngine();
        await Learn(s);
        RecordingFace face = Start(s, "two.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66"));
        s.Pass(TimeSpan.FromMilliseconds(300));
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        SentMessage overTcp = s.NextSent();
        Assert.True(overTcp.OverTcp);
        s.Answer(overTcp, r => r.Address("192.0.2.2"));
        Assert.Equal("192.0.2.2", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
        // That server has none any more: the next answer over UDP is believed.
        RecordingFace next = Start(s, "three.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.3"));
        Assert.True((await next.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_CookieThatIsOwedDoesNotComeAndNoTcp_IsBelievedWithoutIt()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions attempts:1\n");
        await Learn(s);
        RecordingFace face = Start(s, "two.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66"));
        s.Pass(TimeSpan.FromMilliseconds(300));
        s.Engine.Resolver.OnChannelFailed(s.Network.Opening.Dequeue(), s.Now);
        SentMessage again = s.NextSent();
        Assert.False(again.OverTcp);
        s.Answer(again, r => r.Address("192.0.2.2"));
        Assert.Equal("192.0.2.2", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
    }

    [Fact]
    public async Task HostByName_BadCookie_IsAskedAgainWithTheNewOneThenOverTcp()
    {
        using var s = new SimulatedEngine();
        await Learn(s);
        RecordingFace face = Start(s, "two.test.");
        byte[] fresh = [.. s_cookie.Reverse()];
        SentMessage query = s.NextSent();
        s.Answer(query, r => r.WithCookie(query, fresh, upperRcode: 1), rcode: 7);
        SentMessage second = s.NextSent();
        Assert.False(second.OverTcp);
        Assert.Equal(fresh, second.Option(Option)![8..]);
        s.Answer(second, r => r.WithCookie(second, s_cookie, upperRcode: 1), rcode: 7);
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        SentMessage overTcp = s.NextSent();
        s.Answer(overTcp, r => r.Address("192.0.2.2").WithCookie(overTcp, s_cookie));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Fact]
    public void HostByName_LongestNameAndCookie_StaysWithinTheSmallestMessage()
    {
        using var s = new SimulatedEngine();
        Start(s, string.Join('.', Enumerable.Repeat(new string('a', 62), 4)) + ".");
        SentMessage query = s.NextSent();
        s.Answer(query, r => r.WithCookie(query, [.. s_cookie, .. s_cookie]), rcode: 2);
        Start(s, string.Join('.', Enumerable.Repeat(new string('b', 62), 4)) + ".");
        query = s.NextSent();
        Assert.Equal(40, query.Option(Option)!.Length);
        Assert.InRange(query.Bytes.Length, 0, 512);
    }
}
