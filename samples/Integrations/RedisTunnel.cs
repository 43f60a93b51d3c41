using System.Net;
using GetXByY;
using StackExchange.Redis.Configuration;

namespace Integrations;

/// <summary>StackExchange.Redis: looks up the names of end points before each connection.</summary>
/// <remarks>
/// <code>
/// var options = ConfigurationOptions.Parse("cache.example:6379");
/// options.Tunnel = new RedisTunnel(resolver, TimeSpan.FromMilliseconds(options.ConnectTimeout));
/// using var redis = await ConnectionMultiplexer.ConnectAsync(options);
/// </code>
/// It takes the first address only: the tunnel must give one. Redis passes no token (CancellationToken.None), so the look-up needs a
/// time limit of its own. Leave ResolveDns off.
/// </remarks>
public sealed class RedisTunnel(NameResolver resolver, TimeSpan patience) : Tunnel
{
    public override async ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint is not DnsEndPoint name)
            return endpoint;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        IPAddress[] found = await resolver.GetHostAddressesAsync(name.Host, limit.Token);
        return new IPEndPoint(found[0], name.Port);
    }
}
