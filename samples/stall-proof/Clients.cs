using System.Net;
using GetXByY;

namespace StallProof;

/// <summary>The HTTP clients of one load. Both are the same but for who looks names up.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private readonly NameResolver? _resolver;

    /// <param name="isOurs">Whether names are looked up by GetXByY; else by System.Net.Dns, which asks whom resolv.conf names.</param>
    /// <param name="names">The name server.</param>
    internal Clients(bool isOurs, IPEndPoint names)
    {
        if (isOurs)
            _resolver = new NameResolver(new() { Servers = { names } });
        // A new connection, and so a look-up, for each request.
        Connecting = Make(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        Keeping = Make(new SocketsHttpHandler());
    }

    internal HttpClient Connecting { get; }

    internal HttpClient Keeping { get; }

    public async ValueTask DisposeAsync()
    {
        Connecting.Dispose();
        Keeping.Dispose();
        if (_resolver is not null)
            await _resolver.DisposeAsync();
    }

    private HttpClient Make(SocketsHttpHandler handler)
    {
        handler.UseProxy = false;
        return new(_resolver is null ? handler : handler.UseNameResolver(_resolver));
    }
}
