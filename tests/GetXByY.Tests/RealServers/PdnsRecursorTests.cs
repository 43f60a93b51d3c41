using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at PowerDNS Recursor.</summary>
public sealed class PdnsRecursorTests(SharedServer<PdnsRecursorServer> shared)
    : HonestServerTests<PdnsRecursorServer>(shared)
{
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_ChainInTheZone_IsFollowed()
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync("alias.real.test");
        Assert.Equal("www.real.test", entry.Name);
        Assert.Equal(["alias.real.test", "hop.real.test"], entry.Aliases);
        Assert.Equal("192.0.2.1", Assert.Single(entry.Addresses).ToString());
    }

    [Theory(Timeout = Hang.Guard)]
    // It has names below it and so exists (RFC 8020), but not for this server.
    [InlineData("wild.real.test", LookupError.HostNotFound)]
    // NXDOMAIN behind an alias.
    [InlineData("dangling.real.test", LookupError.HostNotFound)]
    // SERVFAIL: it knows nobody to ask.
    [InlineData("www.other.test", LookupError.TryAgain)]
    [InlineData("away.real.test", LookupError.TryAgain)]
    public async Task GetHostByName_NoAnswerHere_TellsWhy(string name, LookupError error)
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal(error, await r.ErrorAsync(name));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task Cancel_WhileItWaitsForItsUpstream_EndsWithTheToken()
    {
        await using var upstream = LoopbackNameServer.Start();
        upstream.Add("silent.up.test", "192.0.2.8");
        upstream.Behave("silent.up.test", ServerBehaviour.Silence);
        await using var server = new PdnsRecursorServer { Upstream = upstream.EndPoint };
        await server.StartAsync();
        await using var r = new ResolverUnderTest(server.EndPoint);
        using var cancel = new CancellationTokenSource();
        Task<HostEntry> look = r.Resolver.GetHostByNameAsync(
            "silent.up.test", AddressFamily.InterNetwork, cancel.Token).AsTask();
        await upstream.WaitForQueriesAsync("silent.up.test", 1);
        await cancel.CancelAsync();
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test"));
    }
}
