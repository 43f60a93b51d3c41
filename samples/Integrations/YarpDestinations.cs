using System.Net;
using System.Net.Sockets;
using GetXByY;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Integrations;

/// <summary>YARP: a destination for each address of a destination's name, so that load is spread over them.</summary>
/// <remarks>
/// <code>
/// services.AddNameResolver();
/// services.AddReverseProxy().LoadFromConfig(section);
/// services.AddSingleton&lt;IDestinationResolver, YarpDestinations&gt;();
/// </code>
/// One that is not found keeps its name, and YARP goes on: its own client will look it up, and fail. To have a name cancelled
/// with its request but not spread, leave this out and give YARP's client a handler by UseNameResolver (ForwarderHttpClientFactory).
/// </remarks>
public sealed class YarpDestinations(NameResolver resolver) : IDestinationResolver
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMinutes(1);

    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, DestinationConfig>();
        var all = destinations.Select(one => ResolveAsync(one.Key, one.Value, cancellationToken));
        foreach (var (key, destination) in (await Task.WhenAll(all)).SelectMany(some => some))
            resolved[key] = destination;
        // YARP asks again when the token fires; its timer keeps the source alive until then.
        return new(resolved, new CancellationChangeToken(new CancellationTokenSource(s_refresh).Token));
    }

    private async Task<IEnumerable<(string Key, DestinationConfig Destination)>> ResolveAsync(
        string key, DestinationConfig destination, CancellationToken token)
    {
        var address = new Uri(destination.Address);
        LookupResult<IPAddress[]> found = await resolver.TryGetHostAddressesAsync(address.IdnHost, cancellationToken: token);
        if (!found.TryGetEntry(out IPAddress[]? addresses))
            return [(key, destination)];
        return addresses.Select(ip => ($"{key}/{ip}", destination with
        {
            Address = new UriBuilder(address) { Host = Text(ip) }.Uri.ToString(),
            Host = destination.Host ?? address.Authority,           // for the Host header and for TLS
        }));
    }

    private static string Text(IPAddress ip) => ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : ip.ToString();
}
