namespace GetXByY.Tests.RealServers;

/// <summary>One server for all tests of a class; none where it is not installed.</summary>
public sealed class SharedServer<TServer> : IAsyncLifetime
    where TServer : RealServer, new()
{
    private readonly TServer _server = new();

    /// <summary>The server; where it is not installed the test that asks for it is skipped.</summary>
    public TServer Server
    {
        get
        {
            _server.RequireInstalled();
            return _server;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (_server.IsInstalled)
            await _server.StartAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
