using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Tests.Tasks;

/// <summary>The Task face with real sockets.</summary>
public sealed class NameResolverTests
{
    [Fact]
    public async Task GetHostByName_BothFamilies_AreFound()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.example.test", "192.0.2.1", "2001:db8::1");
        f.Server.AddAlias("alias.test", "www.example.test");
        HostEntry entry = await f.Resolver.GetHostByNameAsync("alias.test");
        Assert.Equal("www.example.test", entry.Name);
        Assert.Equal(["alias.test"], entry.Aliases);
        Assert.Equal(["2001:db8::1", "192.0.2.1"], entry.Addresses.Select(a => a.ToString()));
    }

    [Fact]
    public async Task GetHostAddresses_OrderOfTheAnswerWanted_GivesIpv4First()
    {
        await using var f = new NameResolverFixture(options => options.OrderAddresses = false);
        f.Server.Add("www.example.test", "192.0.2.9", "192.0.2.1", "2001:db8::1");
        IPAddress[] addresses = await f.Resolver.GetHostAddressesAsync("www.example.test");
        Assert.Equal(["192.0.2.9", "192.0.2.1", "2001:db8::1"], addresses.Select(a => a.ToString()));
    }

    [Fact]
    public async Task GetHostAddresses_OneFamily_AsksForThatOnly()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.example.test", "192.0.2.1", "2001:db8::1");
        IPAddress[] addresses = await f.Resolver.GetHostAddressesAsync("www.example.test", AddressFamily.InterNetworkV6);
        Assert.Equal(["2001:db8::1"], addresses.Select(a => a.ToString()));
        Assert.Equal(QuestionType.Aaaa, Assert.Single(f.Server.Queries).Type);
    }

    [Fact]
    public async Task GetHostByAddress_Pointer_IsFound()
    {
        await using var f = new NameResolverFixture();
        f.Server.AddPointer(IPAddress.Parse("2001:db8::9"), "nine.test");
        HostEntry entry = await f.Resolver.GetHostByAddressAsync(IPAddress.Parse("2001:db8::9"));
        Assert.Equal("nine.test", entry.Name);
    }

    [Fact]
    public async Task GetHostByName_Unicode_IsAskedInAscii()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("xn--bcher-kva.test", "192.0.2.1");
        HostEntry entry = await f.Resolver.GetHostByNameAsync("BÜCHER.test", AddressFamily.InterNetwork);
        Assert.Equal("xn--bcher-kva.test", entry.Name);
    }

    [Fact]
    public async Task GetHostByName_Failure_IsASocketExceptionThatSaysWhat()
    {
        await using var f = new NameResolverFixture();
        var e = await Assert.ThrowsAsync<LookupException>(
            async () => await f.Resolver.GetHostByNameAsync("nobody.test"));
        Assert.Equal((SocketError.HostNotFound, LookupError.HostNotFound), (e.SocketErrorCode, e.Error));
        Assert.Equal("Could not look up host 'nobody.test': there is no such name.", e.Message);
    }

    [Fact]
    public async Task TryGetHostByName_Failure_IsAResult()
    {
        await using var f = new NameResolverFixture();
        f.Server.Behave("refused.test", ServerBehaviour.Code(AnswerCode.Refused));
        LookupResult<HostEntry> result = await f.Resolver.TryGetHostByNameAsync("refused.test");
        Assert.False(result.TryGetEntry(out _));
        Assert.Equal(LookupError.NoRecovery, result.Error);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(300)]
    public async Task TryGetHostByName_ImpossibleName_IsHostNotFoundWithoutAQuery(int length)
    {
        await using var f = new NameResolverFixture();
        LookupResult<HostEntry> result = await f.Resolver.TryGetHostByNameAsync(new string('a', length));
        Assert.Equal(LookupError.HostNotFound, result.Error);
        Assert.Equal(0, f.Server.QueryCount);
    }

    [Fact]
    public async Task TryGetHostByName_LoneSurrogate_IsHostNotFound()
    {
        await using var f = new NameResolverFixture();
        Assert.Equal(LookupError.HostNotFound, (await f.Resolver.TryGetHostByNameAsync("a\ud800.test")).Error);
    }

    [Fact]
    public async Task GetHostAddresses_LongName_IsAsked()
    {
        await using var f = new NameResolverFixture();
        string name = string.Join('.', Enumerable.Repeat(new string('x', 49), 5)) + ".t";
        f.Server.Add(name, "192.0.2.1");
        Assert.Single(await f.Resolver.GetHostAddressesAsync(name, AddressFamily.InterNetwork));
    }

    [Fact]
    public async Task GetHostAddresses_Truncated_ComesOverTcp()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("big.test", [.. Enumerable.Range(1, 100).Select(i => IPAddress.Parse($"192.0.2.{i}"))]);
        IPAddress[] addresses = await f.Resolver.GetHostAddressesAsync("big.test", AddressFamily.InterNetwork);
        Assert.Equal(100, addresses.Length);
        Assert.Contains(f.Server.Queries, q => q.OverTcp);
    }

    [Fact]
    public async Task GetHostAddresses_TcpInPieces_IsPutTogether()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("pieces.test", "192.0.2.1");
        f.Server.Behave("pieces.test", ServerBehaviour.Truncated.OverTcp(ServerBehaviour.InPieces(1)));
        Assert.Single(await f.Resolver.GetHostAddressesAsync("pieces.test", AddressFamily.InterNetwork));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetHostAddresses_TcpBroken_FailsWithTryAgain(bool refused)
    {
        await using var f = new NameResolverFixture(server: new LoopbackNameServerOptions { RefuseTcp = refused });
        f.Server.Behave("cut.test", ServerBehaviour.Truncated.OverTcp(ServerBehaviour.DisconnectAfter(7)));
        var result = await f.Resolver.TryGetHostAddressesAsync("cut.test", AddressFamily.InterNetwork);
        Assert.Equal(LookupError.TryAgain, result.Error);
    }

    [Fact]
    public async Task GetHostAddresses_LiesBeforeTheAnswer_AreNotBelieved()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("true.test", "192.0.2.1");
        f.Server.Behave("true.test", ServerBehaviour.AllOf(
            ServerBehaviour.WrongId, ServerBehaviour.WrongName, ServerBehaviour.WrongType, ServerBehaviour.OtherPort,
            ServerBehaviour.CutTo(11), ServerBehaviour.Answer));
        IPAddress[] addresses = await f.Resolver.GetHostAddressesAsync("true.test", AddressFamily.InterNetwork);
        Assert.Equal(["192.0.2.1"], addresses.Select(a => a.ToString()));
    }

    [Fact]
    public async Task GetHostAddresses_DeadFirstServer_AsksTheSecond()
    {
        int dead;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            dead = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        await using var f = new NameResolverFixture(o => o.Servers.Insert(0, new IPEndPoint(IPAddress.Loopback, dead)));
        f.Server.Add("www.test", "192.0.2.1");
        Assert.Single(await f.Resolver.GetHostAddressesAsync("www.test", AddressFamily.InterNetwork));
    }

    [Fact]
    public async Task GetService_BuiltInTable_IsFound()
    {
        await using var f = new NameResolverFixture();
        Assert.Equal(443, (await f.Resolver.GetServiceByNameAsync("HTTPS", "tcp")).Port);
        Assert.Equal("domain", (await f.Resolver.GetServiceByPortAsync(53, "udp")).Name);
        Assert.Equal(6, (await f.Resolver.GetProtocolByNameAsync("TCP")).Number);
        Assert.Equal("udp", (await f.Resolver.GetProtocolByNumberAsync(17)).Name);
        var e = await Assert.ThrowsAsync<LookupException>(async () => await f.Resolver.GetServiceByNameAsync("none", "tcp"));
        Assert.Equal(SocketError.NoData, e.SocketErrorCode);
        Assert.Equal(
            "Could not look up service 'none' of protocol 'tcp': there is no such service in the built-in table.", e.Message);
    }

    [Fact]
    public async Task TryGetService_NameTooLong_SaysSoAndShowsItsBeginning()
    {
        await using var f = new NameResolverFixture();
        LookupResult<ServiceEntry> result = await f.Resolver.TryGetServiceByNameAsync(new string('a', 300));
        Assert.Equal(
            (LookupError.NoData, $"Could not look up service '{new string('a', 80)}…': no entry has a name as long as that."),
            (result.Error, result.Reason));
    }

    [Fact]
    public async Task TryGetHostByAddress_Unknown_SaysThatItHasNoName()
    {
        await using var f = new NameResolverFixture();
        LookupResult<HostEntry> result = await f.Resolver.TryGetHostByAddressAsync(IPAddress.Parse("192.0.2.9"));
        Assert.Equal("Could not look up address '192.0.2.9': the address has no name.", result.Reason);
    }

    [Fact]
    public async Task Arguments_Wrong_AreRefusedAtOnce()
    {
        await using var f = new NameResolverFixture();
        Assert.Throws<ArgumentNullException>(() => { _ = f.Resolver.GetHostByNameAsync(null!); });
        Assert.Throws<ArgumentException>(() => { _ = f.Resolver.GetHostByNameAsync("x", AddressFamily.Ipx); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = f.Resolver.GetServiceByPortAsync(65536); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = f.Resolver.GetProtocolByNumberAsync(-1); });
        Assert.Throws<ArgumentOutOfRangeException>(
            () => f.Resolver.StartGetHostByName("x", options: new LookupOptions { Timeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NameResolver(new NameResolverOptions { MaxOutstanding = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new NameResolver(new NameResolverOptions { Timeout = TimeSpan.FromDays(25) }));
    }

    [Fact]
    public async Task Start_TooManyOutstanding_FailsWithTryAgain()
    {
        await using var f = new NameResolverFixture(o => o.MaxOutstanding = 1);
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        Lookup<HostEntry> first = f.Resolver.StartGetHostByName("a.test");
        Lookup<HostEntry> second = f.Resolver.StartGetHostByName("b.test");
        var e = await Assert.ThrowsAsync<LookupException>(() => second.Completion);
        Assert.Equal((LookupError.TryAgain, 0u), (e.Error, second.Handle));
        Assert.Equal(CancelOutcome.AlreadyCompleted, second.Cancel());
        Assert.Equal(CancelOutcome.CancelledInFlight, await CancelInFlight(first));
    }

    [Fact]
    public async Task Dispose_WithLookUps_CancelsThemAndRefusesMore()
    {
        var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        Lookup<HostEntry> lookup = f.Resolver.StartGetHostByName("a.test");
        await f.DisposeAsync();
        await f.Resolver.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup.Completion);
        Assert.Throws<ObjectDisposedException>(() => { _ = f.Resolver.GetHostByNameAsync("b.test"); });
    }

    [Fact]
    public async Task Dispose_WithoutAwait_HasCancelledWhenItReturns()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        Lookup<HostEntry> lookup = f.Resolver.StartGetHostByName("a.test");
        f.Resolver.Dispose();
        f.Resolver.Dispose();
        Assert.Equal(LookupState.Cancelled, lookup.State);
        Assert.Throws<ObjectDisposedException>(() => { _ = f.Resolver.GetHostByNameAsync("b.test"); });
        await f.Resolver.DisposeAsync();
        Assert.Equal(0, f.Resolver.TakeSnapshot().UdpSockets);
    }

    [Fact]
    public async Task Timeout_OfTheLookUp_EndsItWithTryAgain()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        Lookup<HostEntry> lookup = f.Resolver.StartGetHostByName(
            "slow.test", options: new LookupOptions { Timeout = TimeSpan.FromMilliseconds(20) });
        var e = await Assert.ThrowsAsync<LookupException>(() => lookup.Completion);
        Assert.Equal(LookupError.TryAgain, e.Error);
        Assert.Contains("deadline", e.Message, StringComparison.Ordinal);
    }

    internal static async Task<CancelOutcome> CancelInFlight<T>(Lookup<T> lookup)
    {
        await Task.Run(() => SpinWait.SpinUntil(() => lookup.State != LookupState.Queued, TimeSpan.FromSeconds(30)));
        return lookup.Cancel();
    }
}
