using System.Net;
using GetXByY.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GetXByY.Hosting.Tests.Http;

public sealed class HttpClientTests
{
    [Fact(Timeout = 60_000)]
    public async Task Get_NameThatOnlyTheTestServerKnows_GetsThePage()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("shop.test")));
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("shop.test")));
        Assert.Equal((1, 1L), (site.Connections, d.Resolver.TakeSnapshot().Started));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_TokenCancelledWhileTheNameServerIsSilent_EndsAtOnceAndLeavesNothing(bool byFactory)
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = byFactory
            ? d.CreateClient() : new HttpClient(new SocketsHttpHandler().UseNameResolver(d.Resolver));
        using var stop = new CancellationTokenSource();
        Task<string> page = http.GetStringAsync("http://shop.test/", stop.Token);
        await d.Names.WaitForQueriesAsync("shop.test", 2);
        Assert.Equal(1, d.Resolver.TakeSnapshot().Outstanding);

        stop.Cancel();
        // No wait: when the cancel has returned, the look-up has ended.
        Assert.Equal(0, d.Resolver.TakeSnapshot().Outstanding);
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        Assert.Equal(stop.Token, e.CancellationToken);
        await d.RestAsync();
        Assert.Equal((1, 0L), (d.Resolver.TakeSnapshot().Started, d.Resolver.TakeSnapshot().Failed));
    }

    [Fact(Timeout = 60_000)]
    public async Task Send_TokenCancelledWhileTheNameServerIsSilent_EndsTheBlockedThread()
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        using var stop = new CancellationTokenSource();
        Task blocked = Task.Factory.StartNew(
            () => http.Send(new HttpRequestMessage(HttpMethod.Get, "http://shop.test/"), stop.Token),
            TaskCreationOptions.LongRunning);
        await d.Names.WaitForQueriesAsync("shop.test", 2);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked);
        await d.RestAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_OneOfThreeCancelled_OthersAreNotDisturbed()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        var gate = new ServerGate();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Names.Add("other.test", IPAddress.Loopback);
        d.Names.Behave("shop.test", ServerBehaviour.Answer.HeldBy(gate));
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        using var stop = new CancellationTokenSource();
        Task<string> cancelled = http.GetStringAsync(site.UrlFor("shop.test"), stop.Token);
        await gate.WaitForHeldAsync(1);
        Task<string> same = http.GetStringAsync(site.UrlFor("shop.test"));

        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("other.test")));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        gate.Open();
        Assert.Equal("127.0.0.1", await same);
        await d.RestAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_TimeoutOfTheClient_EndsTheLookup()
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        d.Services.AddHttpClient("", http => http.Timeout = TimeSpan.FromMilliseconds(100)).UseNameResolver();
        using HttpClient http = d.CreateClient();
        var e = await Assert.ThrowsAsync<TaskCanceledException>(() => http.GetStringAsync("http://shop.test/"));
        Assert.IsType<TimeoutException>(e.InnerException);
        await d.RestAsync();
        Assert.Equal(0, d.Resolver.TakeSnapshot().Failed);
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_UnknownName_TellsWhy()
    {
        await using var d = new Deployment();
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync("http://nobody.test/"));
        Assert.Equal(LookupError.HostNotFound, Assert.IsType<LookupException>(e.InnerException).Error);
        Assert.Equal(HttpRequestError.NameResolutionError, e.HttpRequestError);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    public async Task Get_AddressInText_ConnectsWithoutALookup(string host, string address)
    {
        await using var d = new Deployment();
        await using var site = new Site(IPAddress.Parse(address));
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        Assert.Equal(address, await http.GetStringAsync(site.UrlFor(host)));
        Assert.Equal(0, d.Names.QueryCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_ResolverDisposedWhileRequestsRun_EndsThemOrGivesTheirResult()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Names.Behave("silent.test", ServerBehaviour.Silence);
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        Task<string>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => http.GetStringAsync("http://silent.test/"))];
        await d.Names.WaitForQueriesAsync("silent.test", 40);
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("shop.test")));

        await d.Resolver.DisposeAsync();
        foreach (Task<string> request in waiting)
        {
            var e = await Assert.ThrowsAsync<HttpRequestException>(() => request);
            Assert.IsType<ObjectDisposedException>(e.InnerException);
        }
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("shop.test")));   // the connection in the pool
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync("http://new.test/"));
        Assert.IsType<ObjectDisposedException>(refused.InnerException);
        Assert.Equal((0, 0), (d.Resolver.TakeSnapshot().Outstanding, d.Resolver.TakeSnapshot().UdpSockets));
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_AddressChangedAndConnectionOld_GoesToTheNewAddress()
    {
        await using var d = new Deployment();
        await using var before = new Site(IPAddress.Loopback);
        await using var after = new Site(IPAddress.Parse("127.0.0.2"), before.Port);
        d.Names.Add("shop.test", IPAddress.Loopback);
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }
            .UseNameResolver(d.Resolver));
        Assert.Equal("127.0.0.1", await http.GetStringAsync(before.UrlFor("shop.test")));
        d.Names.Remove("shop.test");
        d.Names.Add("shop.test", IPAddress.Parse("127.0.0.2"));
        Assert.Equal("127.0.0.2", await http.GetStringAsync(before.UrlFor("shop.test")));
    }
}
