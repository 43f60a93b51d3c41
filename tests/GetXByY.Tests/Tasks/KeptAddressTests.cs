using System.Net;

namespace GetXByY.Tests.Tasks;

/// <summary>What callers do with addresses that are kept.</summary>
public sealed class KeptAddressTests
{
    [Fact]
    public async Task GetHostAddresses_OfAKeptAnswer_AreTheCallersOwn()
    {
        await using var f = new NameResolverFixture(o => o.MaxCachedAnswers = 10);
        f.Server.Add("host.test", "2001:db8::7");
        await f.Resolver.GetHostAddressesAsync("host.test");
        IPAddress[] first = await f.Resolver.GetHostAddressesAsync("host.test");
        first[0].ScopeId = 4;
        first[0] = IPAddress.Loopback;
        Assert.Equal("2001:db8::7", Assert.Single(await f.Resolver.GetHostAddressesAsync("host.test")).ToString());
        Assert.Equal(2, f.Server.Queries.Count);
    }
}
