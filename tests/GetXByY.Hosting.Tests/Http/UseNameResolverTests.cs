using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GetXByY.Hosting.Tests.Http;

public sealed class UseNameResolverTests
{
    private static readonly TimeSpan s_default = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task UseNameResolver_HandlerWithACallback_Throws()
    {
        await using var resolver = new NameResolver();
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new NotSupportedException() };
        var e = Assert.Throws<InvalidOperationException>(() => handler.UseNameResolver(resolver));
        Assert.Contains("has a ConnectCallback already", e.Message);
    }

    [Fact]
    public async Task UseNameResolver_Twice_TakesTheLast()
    {
        await using var resolver = new NameResolver();
        using var handler = new SocketsHttpHandler();
        handler.UseNameResolver(resolver);
        var first = handler.ConnectCallback;
        handler.UseNameResolver(resolver);
        Assert.NotSame(first, handler.ConnectCallback);
    }

    [Fact]
    public async Task UseNameResolver_PooledConnectionLifetime_IsTwoMinutesUnlessSet()
    {
        await using var resolver = new NameResolver();
        using var plain = new SocketsHttpHandler();
        using var own = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromHours(1) };
        plain.UseNameResolver(resolver);
        own.UseNameResolver(resolver);
        Assert.Equal((s_default, TimeSpan.FromHours(1)), (plain.PooledConnectionLifetime, own.PooledConnectionLifetime));
    }

    [Fact]
    public void UseNameResolver_Nothing_Throws()
    {
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentNullException>(() => handler.UseNameResolver(null!));
        Assert.Throws<ArgumentNullException>(() => ((SocketsHttpHandler)null!).UseNameResolver(null!));
    }

    [Fact(Timeout = 60_000)]
    public async Task UseNameResolver_OwnStreamFilter_GetsASocketWithoutDelay()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("shop.test", IPAddress.Loopback);
        Socket? socket = null;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            PlaintextStreamFilter = (context, _) =>
            {
                socket = ((NetworkStream)context.PlaintextStream).Socket;
                return ValueTask.FromResult(context.PlaintextStream);
            },
        }.UseNameResolver(d.Resolver));
        await http.GetStringAsync(site.UrlFor("shop.test"));
        Assert.True(socket!.NoDelay);
    }

    [Fact]
    public async Task CreateClient_CallbackSetBeforeOrAfter_Throws()
    {
        await using var d = new Deployment();
        d.Services.AddHttpClient("before").UseSocketsHttpHandler(SetCallback).UseNameResolver();
        d.Services.AddHttpClient("after").UseNameResolver().UseSocketsHttpHandler(SetCallback);
        Assert.Contains("ConnectCallback", Assert.Throws<InvalidOperationException>(() => d.CreateClient("before")).Message);
        Assert.Contains("ConnectCallback", Assert.Throws<InvalidOperationException>(() => d.CreateClient("after")).Message);
    }

    [Fact]
    public async Task CreateClient_OtherPrimaryHandler_ThrowsAndNamesIt()
    {
        await using var d = new Deployment();
        d.Services.AddHttpClient("shop").UseNameResolver().ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
        var e = Assert.Throws<InvalidOperationException>(() => d.CreateClient("shop"));
        Assert.StartsWith(
            "The HTTP client 'shop' cannot use a name resolver: its primary handler is a HttpClientHandler", e.Message);
    }

    [Fact]
    public async Task CreateClient_ResolverNotThere_ThrowsAndNamesIt()
    {
        await using var d = new Deployment();
        d.Services.AddHttpClient("shop").UseNameResolver("internal");
        Assert.Equal(
            "The HTTP client 'shop' is to use the name resolver 'internal', and there is none: call "
                + "services.AddKeyedNameResolver(\"internal\").",
            Assert.Throws<InvalidOperationException>(() => d.CreateClient("shop")).Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_KeyedResolver_IsAsked()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        await using var internalNames = LoopbackNameServer.Start();
        internalNames.Add("db.test", IPAddress.Loopback);
        d.Services.AddKeyedNameResolver("internal", o => o.Servers.Add(internalNames.EndPoint));
        d.Services.AddHttpClient("db").UseNameResolver("internal");
        using HttpClient http = d.CreateClient("db");
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("db.test")));
        Assert.Equal(0, d.Names.QueryCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task Get_DefaultsOfAllClients_HoldForEach()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Services.ConfigureHttpClientDefaults(each => each.UseNameResolver());
        d.Services.AddHttpClient("shop");
        using HttpClient http = d.CreateClient("shop");
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("shop.test")));
    }

    [Fact(Timeout = 60_000)]
    public async Task CreateClient_WithoutIt_StaysAsItWas()
    {
        await using var d = new Deployment();
        d.Services.AddHttpClient("with").UseNameResolver();
        bool hasCallback = true;
        d.Services.AddHttpClient("without").UseSocketsHttpHandler((handler, _) => hasCallback = handler.ConnectCallback is not null);
        d.CreateClient("without").Dispose();
        Assert.False(hasCallback);
    }

    private static void SetCallback(SocketsHttpHandler handler, IServiceProvider services) =>
        handler.ConnectCallback = (_, _) => throw new NotSupportedException();
}
