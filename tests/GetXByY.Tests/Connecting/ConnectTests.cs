using System.Net.Sockets;
using GetXByY.Testing;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Connecting;

/// <summary>ConnectAsync with real sockets on loopback: listeners that accept, refuse, or are silent.</summary>
public sealed class ConnectTests
{
    private const string Name = "www.example.test";
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Connect_Accepted_GivesAConnectedSocketWithoutDelay()
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        using var listener = new LoopbackListener("127.0.0.2");

        using Socket socket = await f.Resolver.ConnectAsync(Name, listener.Port).AsTask().WaitAsync(s_long);

        Assert.True(socket.Connected);
        Assert.True(socket.NoDelay);
        Assert.Equal(listener.EndPoint, socket.RemoteEndPoint);
        using Socket accepted = await listener.AcceptAsync();
        await socket.SendAsync("hello"u8.ToArray());
        Assert.Equal(5, await accepted.ReceiveAsync(new byte[9]).WaitAsync(s_long));
    }

    [Fact]
    public async Task Connect_FirstRefuses_TakesTheNext()
    {
        await using NameResolverFixture f = Make("127.0.0.2", "127.0.0.3");
        using var listener = new LoopbackListener("127.0.0.3");
        using Socket socket = await f.Resolver.ConnectAsync(Name, listener.Port).AsTask().WaitAsync(s_long);
        Assert.Equal(listener.EndPoint, socket.RemoteEndPoint);
    }

    [Fact]
    public async Task Connect_FirstIsSilent_TakesTheNextAndClosesTheFirst()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a full backlog refuses.");
        await using NameResolverFixture f = Make("127.0.0.2", "127.0.0.3");
        using var listener = new LoopbackListener("127.0.0.3");
        using var silent = new SilentListener("127.0.0.2", listener.Port);

        using Socket socket = await f.Resolver.ConnectAsync(Name, listener.Port).AsTask().WaitAsync(s_long);

        Assert.Equal(listener.EndPoint, socket.RemoteEndPoint);
        Assert.Equal(0, silent.Waiting);
    }

    [Fact]
    public async Task Connect_NoneConnects_TellsOfEach()
    {
        await using NameResolverFixture f = Make(TimeSpan.FromSeconds(1), "127.0.0.2", "127.0.0.3");
        int port = LoopbackListener.ClosedPort();
        var e = await Assert.ThrowsAsync<ConnectException>(
            async () => await f.Resolver.ConnectAsync(Name, port)).WaitAsync(s_long);
        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
        Assert.Equal([$"127.0.0.2:{port}", $"127.0.0.3:{port}"], e.Attempts.Select(a => a.EndPoint.ToString()));
        Assert.StartsWith($"Could not connect to host '{Name}', port {port}: 127.0.0.2:{port}: ", e.Message);
    }

    [Fact]
    public async Task Connect_NoSuchHost_ThrowsWhatTheLookupThrows()
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        var e = await Assert.ThrowsAsync<LookupException>(
            async () => await f.Resolver.ConnectAsync("nobody.test", 80)).WaitAsync(s_long);
        Assert.Equal(LookupError.HostNotFound, e.Error);
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public async Task Connect_AddressOfIpv6_AsksNoServer(string host)
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        using var listener = new LoopbackListener("::1");
        using Socket socket = await f.Resolver.ConnectAsync(host, listener.Port).AsTask().WaitAsync(s_long);
        Assert.Equal(listener.EndPoint, socket.RemoteEndPoint);
        Assert.Empty(f.Server.Queries);
    }

    [Theory]
    [InlineData("[127.0.0.1]")]
    [InlineData("[]")]
    [InlineData("[www.example.test]")]
    public async Task Connect_BracketsAroundSomethingElse_AreNoName(string host)
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        var e = await Assert.ThrowsAsync<LookupException>(
            async () => await f.Resolver.ConnectAsync(host, 80)).WaitAsync(s_long);
        Assert.Equal(LookupError.HostNotFound, e.Error);
    }

    [Fact]
    public async Task Connect_AddressInText_AsksNoServer()
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        using var listener = new LoopbackListener("127.0.0.1");
        using Socket socket = await f.Resolver.ConnectAsync("127.0.0.1", listener.Port).AsTask().WaitAsync(s_long);
        Assert.Equal(0, f.Server.QueryCount);
    }

    [Fact]
    public async Task Connect_Ipv6_IsPreferred()
    {
        Assert.SkipUnless(LoopbackListener.HasIpv6, "The machine has no ::1.");
        await using NameResolverFixture f = Make("127.0.0.1", "::1");
        using var six = new LoopbackListener("::1");
        using var four = new LoopbackListener("127.0.0.1", six.Port);
        using Socket socket = await f.Resolver.ConnectAsync(Name, six.Port).AsTask().WaitAsync(s_long);
        Assert.Equal(six.EndPoint, socket.RemoteEndPoint);
    }

    // The answer for AAAA never comes, and nothing waits for it when the connection is there.
    [Fact]
    public async Task Connect_Ipv6AnswerIsMissing_TakesIpv4AndCancelsTheLookup()
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        f.Server.Behave(Name, ServerBehaviour.Silence, QuestionType.Aaaa);
        using var listener = new LoopbackListener("127.0.0.2");
        using Socket socket = await f.Resolver.ConnectAsync(Name, listener.Port).AsTask().WaitAsync(s_long);
        Assert.Equal(listener.EndPoint, socket.RemoteEndPoint);
        Assert.True(SpinWait.SpinUntil(() => f.Resolver.Engine.Counts.Cancelled == 1, s_long), "it was not cancelled");
    }

    [Fact]
    public async Task Connect_CancelledWhileItConnects_HasClosedItsSocketWhenTheCancelReturns()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a full backlog refuses.");
        await using NameResolverFixture f = Make("127.0.0.2");
        using var silent = new SilentListener("127.0.0.2");
        using var source = new CancellationTokenSource();
        Task<Socket> connecting = f.Resolver.ConnectAsync(Name, silent.Port, source.Token).AsTask();
        Assert.True(SpinWait.SpinUntil(() => silent.Waiting == 1, s_long), "it does not connect");

        source.Cancel();

        Assert.Equal(0, silent.Waiting);
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting).WaitAsync(s_long);
        Assert.Equal(source.Token, e.CancellationToken);
    }

    [Fact]
    public async Task Connect_CancelledWhileItLooksUp_CancelsTheLookup()
    {
        await using NameResolverFixture f = Make("127.0.0.2");
        f.Server.Behave(Name, ServerBehaviour.Silence);
        using var source = new CancellationTokenSource();
        Task<Socket> connecting = f.Resolver.ConnectAsync(Name, 80, source.Token).AsTask();
        await f.Server.WaitForQueriesAsync(1).WaitAsync(s_long);
        source.Cancel();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting).WaitAsync(s_long);
        Assert.Equal(source.Token, e.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => f.Resolver.Engine.Counts.Cancelled == 1, s_long), "it was not cancelled");
    }

    [Fact]
    public async Task Connect_ManyAtOnceOfWhichHalfAreCancelled_LeavesNoSocket()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a full backlog refuses.");
        // So long each waits for the address that is silent: time enough to see that, however busy the machine is.
        await using NameResolverFixture f = Make(TimeSpan.FromSeconds(1), "127.0.0.2", "127.0.0.3");
        using var listener = new LoopbackListener("127.0.0.3");
        using var silent = new SilentListener("127.0.0.2", listener.Port);
        using var source = new CancellationTokenSource();
        Task<Socket>[] connecting = [.. Enumerable.Range(0, 40).Select(i => f.Resolver.ConnectAsync(
            Name, listener.Port, i % 2 == 0 ? source.Token : default).AsTask())];
        Assert.True(SpinWait.SpinUntil(() => silent.Waiting > 0, s_long), "none connects");
        source.Cancel();
        foreach (Task<Socket> each in connecting)
        {
            await Task.WhenAny(each).WaitAsync(s_long);
            if (each.IsCompletedSuccessfully)
                (await each).Dispose();
        }
        Assert.Equal(20, connecting.Where((each, i) => i % 2 == 1).Count(each => each.IsCompletedSuccessfully));
        Assert.Equal(0, silent.Waiting);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_536)]
    public void Connect_NoPort_ThrowsAtOnce(int port)
    {
        NameResolver resolver = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = resolver.ConnectAsync(Name, port); });
        Assert.Throws<ArgumentNullException>(() => { _ = resolver.ConnectAsync(null!, 80); });
    }

    [Theory]
    [InlineData(9)]
    [InlineData(2001)]
    public void ConnectionAttemptDelay_OutOfRange_ThrowsNamingIt(int milliseconds)
    {
        var options = new NameResolverOptions { ConnectionAttemptDelay = TimeSpan.FromMilliseconds(milliseconds) };
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => new NameResolver(options));
        Assert.Contains(nameof(options.ConnectionAttemptDelay), e.ParamName);
    }

    [Theory]
    [InlineData(true, true, AddressFamily.Unspecified)]
    [InlineData(true, false, AddressFamily.InterNetwork)]
    [InlineData(false, true, AddressFamily.InterNetworkV6)]
    [InlineData(false, false, AddressFamily.Unspecified)]
    public void FamilyFor_System_IsWhatItHas(bool hasIpv4, bool hasIpv6, AddressFamily family) =>
        Assert.Equal(family, NameResolver.FamilyFor(hasIpv4, hasIpv6));

    private static NameResolverFixture Make(params string[] addresses) =>
        Make(TimeSpan.FromMilliseconds(10), addresses);

    private static NameResolverFixture Make(TimeSpan delay, params string[] addresses)
    {
        var fixture = new NameResolverFixture(options => options.ConnectionAttemptDelay = delay);
        fixture.Server.Add(Name, addresses);
        return fixture;
    }
}
