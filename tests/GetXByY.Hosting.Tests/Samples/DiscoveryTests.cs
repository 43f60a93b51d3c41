using System.Net;
using Integrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ServiceDiscovery;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class DiscoveryTests
{
    [Fact(Timeout = 60_000)]
    public async Task Get_ClientWithServiceDiscovery_ReachesTheAddressOfTheName()
    {
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Services.AddServiceDiscoveryCore();
        d.Services.AddSingleton<IServiceEndpointProviderFactory, DiscoveredEndpoints>();
        d.Services.AddHttpClient("shop").AddServiceDiscovery();
        using HttpClient http = d.CreateClient("shop");
        Assert.Equal("127.0.0.1", await http.GetStringAsync(site.UrlFor("shop.test")));
        Assert.Equal(1, d.Resolver.TakeSnapshot().Found);
    }
}
