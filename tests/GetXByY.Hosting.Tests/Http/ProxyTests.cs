using System.Net;
using GetXByY.Testing;

namespace GetXByY.Hosting.Tests.Http;

public sealed class ProxyTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("http://shop.test/", 0)]
    [InlineData("https://shop.test/", 1)]
    public async Task Get_CancelledWhileTheProxysNameIsSought_EndsTheLookupAtOnceOrSoon(string url, int left)
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        using var http = new HttpClient(
            new SocketsHttpHandler { Proxy = new WebProxy("http://proxy.test:3128/") }.UseNameResolver(d.Resolver));
        using var stop = new CancellationTokenSource();
        Task<string> page = http.GetStringAsync(url, stop.Token);
        await d.Names.WaitForQueriesAsync("proxy.test", 2);
        stop.Cancel();
        Assert.Equal(left, d.Resolver.TakeSnapshot().Outstanding);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        Assert.DoesNotContain(d.Names.Queries, query => query.Name.StartsWith("shop", StringComparison.Ordinal));
    }
}
