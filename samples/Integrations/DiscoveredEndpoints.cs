using System.Diagnostics.CodeAnalysis;
using System.Net;
using GetXByY;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;

namespace Integrations;

/// <summary>Microsoft.Extensions.ServiceDiscovery: the addresses of a service's name.</summary>
/// <remarks>
/// <code>
/// services.AddNameResolver();
/// services.AddServiceDiscoveryCore();
/// services.AddSingleton&lt;IServiceEndpointProviderFactory, DiscoveredEndpoints&gt;();
/// services.AddHttpClient("shop").AddServiceDiscovery();        // http://shop.example:8080 goes to one of its addresses
/// </code>
/// A look-up serves all requests that wait for it, so it is not theirs to cancel: the library's token is.
/// </remarks>
public sealed class DiscoveredEndpoints(NameResolver resolver) : IServiceEndpointProviderFactory
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMinutes(1);

    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        // A name that no look-up would take is for other providers.
        bool isName = Uri.TryCreate($"any://{query.ServiceName}", UriKind.Absolute, out Uri? target) && target.IdnHost.Length > 0;
        provider = isName ? new Provider(resolver, target!.IdnHost, Math.Max(target.Port, 0)) : null;
        return isName;
    }

    private sealed class Provider(NameResolver resolver, string host, int port) : IServiceEndpointProvider, IHostNameFeature
    {
        public string HostName => host;

        public async ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
        {
            if (endpoints.Endpoints.Count > 0)
                return;                                              // another provider has said it
            foreach (IPAddress ip in await resolver.GetHostAddressesAsync(host, cancellationToken))
            {
                var endpoint = ServiceEndpoint.Create(new IPEndPoint(ip, port));
                endpoint.Features.Set<IHostNameFeature>(this);       // for the Host header and for TLS
                endpoints.Endpoints.Add(endpoint);
            }
            endpoints.AddChangeToken(new CancellationChangeToken(new CancellationTokenSource(s_refresh).Token));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
