using System.Net;
using GetXByY.Testing;
using Integrations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class YarpTests
{
    [Fact(Timeout = 60_000)]
    public async Task Proxy_DestinationByName_ReachesItsAddresses()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("backend.test", IPAddress.Loopback);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().DisableAutomaticKeyGeneration();    // none in the home folder
        builder.Services.AddNameResolver(d.Ask);
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new() { RouteId = "all", ClusterId = "backend", Match = new() { Path = "{**all}" } }],
            [new()
            {
                ClusterId = "backend",
                Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = site.UrlFor("backend.test") } },
            }]);
        builder.Services.AddSingleton<IDestinationResolver, YarpDestinations>();
        await using WebApplication proxy = builder.Build();
        proxy.MapReverseProxy();
        await proxy.StartAsync();
        using var http = new HttpClient();
        Assert.Equal("127.0.0.1", await http.GetStringAsync(proxy.Urls.Single()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Resolve_NameWithAddressesOfBothFamilies_IsADestinationForEach()
    {
        await using var d = new Deployment();
        d.Names.Add("backend.test", "192.0.2.1", "2001:db8::1");
        var resolved = await new YarpDestinations(d.Resolver).ResolveDestinationsAsync(
            new Dictionary<string, DestinationConfig>
            {
                ["one"] = new() { Address = "https://backend.test:8443/path" },
                ["two"] = new() { Address = "https://nobody.test/" },
            },
            default);
        Assert.Equal(
            [
                ("one/192.0.2.1", "https://192.0.2.1:8443/path", "backend.test:8443"),
                ("one/2001:db8::1", "https://[2001:db8::1]:8443/path", "backend.test:8443"),
                ("two", "https://nobody.test/", null),
            ],
            resolved.Destinations.Select(one => (one.Key, one.Value.Address, one.Value.Host)).OrderBy(one => one.Key));
    }

    [Fact(Timeout = 60_000)]
    public async Task Resolve_Cancelled_LeavesNothing()
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        using var stop = new CancellationTokenSource();
        Task resolving = new YarpDestinations(d.Resolver).ResolveDestinationsAsync(
            new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = "http://backend.test/" } }, stop.Token).AsTask();
        await d.Names.WaitForQueriesAsync("backend.test", 1);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
        Assert.Equal(0, d.Resolver.TakeSnapshot().Outstanding);
    }
}
