using GetXByY.Testing;
using GetXByY.Tests.Ordering;

namespace GetXByY.Tests.Tasks;

/// <summary>A resolver that asks a scripted server on loopback and reads no file of the system's. It takes all addresses
/// for reachable.</summary>
internal sealed class NameResolverFixture : IAsyncDisposable
{
    internal NameResolverFixture(Action<NameResolverOptions>? configure = null, LoopbackNameServerOptions? server = null)
    {
        Server = LoopbackNameServer.Start(server);
        var options = new NameResolverOptions
        {
            Servers = { Server.EndPoint },
            AttemptTimeout = TimeSpan.FromSeconds(20),
            Attempts = 1,
            ResolvConfPath = "missing",
            HostsPath = "missing",
            NsSwitchPath = "missing",
            GaiConfPath = "missing",
            ServicesPath = "missing",
            ProtocolsPath = "missing",
        };
        configure?.Invoke(options);
        Resolver = new NameResolver(options, new ReachableWorld());
    }

    internal LoopbackNameServer Server { get; }

    internal NameResolver Resolver { get; }

    public async ValueTask DisposeAsync()
    {
        await Resolver.DisposeAsync();
        await Server.DisposeAsync();
    }
}
