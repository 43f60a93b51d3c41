namespace GetXByY.Tests.RealServers;

/// <summary>A network namespace with two servers, for all tests of a class: each sets the rules that it needs.</summary>
public sealed class FaultyNetwork : IAsyncDisposable
{
    private readonly NetworkNamespace _network = NetworkNamespace.Make();
    private RealServer? _unbound;
    private RealServer? _named;

    internal NetworkNamespace Network => _network;

    /// <summary>unbound, which sends fragments where it must.</summary>
    internal async Task<RealServer> UnboundAsync() =>
        _unbound ??= await new UnboundServer { Network = _network }.StartAsync();

    /// <summary>BIND 9, which forbids fragments and truncates instead.</summary>
    internal async Task<RealServer> NamedAsync() =>
        _named ??= await new Bind9Server { Network = _network }.StartAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_unbound is not null)
            await _unbound.DisposeAsync();
        if (_named is not null)
            await _named.DisposeAsync();
        _network.Dispose();
    }
}
