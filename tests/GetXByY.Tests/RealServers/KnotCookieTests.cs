using System.Net.Sockets;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.RealServers;

/// <summary>Knot DNS with its module for cookies (RFC 7873): it answers BADCOOKIE to who does not show its own.</summary>
public sealed class KnotCookieTests
{
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_ServerThatWantsCookies_IsAskedAgainWithIts()
    {
        await using var server = new KnotServer { WantsCookies = true };
        await server.StartAsync();
        await using var r = new ResolverUnderTest(server.EndPoint);
        ResolverCounts counts = r.Resolver.Engine.Resolvers.Counts;
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test", AddressFamily.InterNetwork));
        Assert.Equal(2, counts.Answered);
        // From then on it is shown at once.
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test", AddressFamily.InterNetwork));
        Assert.Equal((3, 0), (counts.Answered, counts.Doubted));
    }
}
