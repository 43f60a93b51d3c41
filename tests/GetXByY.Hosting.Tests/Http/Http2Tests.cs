using System.Net;
using GetXByY.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace GetXByY.Hosting.Tests.Http;

/// <summary>Over HTTP/2 all requests to a host wait for one connection attempt, which is the first one's.</summary>
public sealed class Http2Tests
{
    [Fact(Timeout = 60_000)]
    public async Task Get_FirstOfTwoCancelled_TheOtherGetsAnAttemptOfItsOwn()
    {
        await using var d = new Deployment();
        await using WebApplication site = await StartAsync();
        var gate = new ServerGate();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Names.Behave("shop.test", ServerBehaviour.Answer.HeldBy(gate));
        using var http = new HttpClient(new SocketsHttpHandler().UseNameResolver(d.Resolver))
        {
            BaseAddress = new($"http://shop.test:{new Uri(site.Urls.Single()).Port}/"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var stop = new CancellationTokenSource();
        Task<string> first = http.GetStringAsync("", stop.Token);
        await gate.WaitForHeldAsync(2);
        Task<string> second = http.GetStringAsync("");
        Assert.Equal(1, d.Resolver.TakeSnapshot().Started);

        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.Open();
        Assert.Equal("HTTP/2", await second);
        Assert.Equal((2L, 1L), (d.Resolver.TakeSnapshot().Started, d.Resolver.TakeSnapshot().Found));
    }

    private static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        WebApplication site = builder.Build();
        site.MapGet("/", (Microsoft.AspNetCore.Http.HttpRequest request) => request.Protocol);
        await site.StartAsync();
        return site;
    }
}
