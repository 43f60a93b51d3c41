using GetXByY.Testing;

namespace GetXByY.Tests.RealServers;

/// <summary>An unbound that forwards to a scripted server in this process, and a resolver that asks the unbound. No
/// attempt of the resolver ends for lack of time: what ends a look-up is unbound, or the test.</summary>
internal sealed class ForwardingPair : IAsyncDisposable
{
    private readonly RealServer _unbound;

    private ForwardingPair(LoopbackNameServer upstream, RealServer unbound, ResolverUnderTest resolver)
    {
        Upstream = upstream;
        _unbound = unbound;
        Resolver = resolver;
    }

    internal LoopbackNameServer Upstream { get; }

    internal ResolverUnderTest Resolver { get; }

    internal static async Task<ForwardingPair> StartAsync(string resolvConf = "")
    {
        var upstream = LoopbackNameServer.Start();
        var unbound = new UnboundServer { Upstream = upstream.EndPoint };
        try
        {
            await unbound.StartAsync();
        }
        catch
        {
            await unbound.DisposeAsync();
            await upstream.DisposeAsync();
            throw;
        }
        var resolver = new ResolverUnderTest(resolvConf, ResolverUnderTest.LongAttempt, unbound.EndPoint);
        return new ForwardingPair(upstream, unbound, resolver);
    }

    public async ValueTask DisposeAsync()
    {
        await Resolver.DisposeAsync();
        await _unbound.DisposeAsync();
        await Upstream.DisposeAsync();
        Assert.Empty(Upstream.Faults);
    }
}
