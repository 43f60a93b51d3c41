using System.Net;
using GetXByY;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;

namespace Integrations;

/// <summary>gRPC: addresses for client-side load balancing, of <c>getxbyy:///shop.example:5001</c>.</summary>
/// <remarks>
/// <code>
/// services.AddNameResolver();
/// services.AddSingleton&lt;ResolverFactory, GrpcAddresses&gt;();
/// using var channel = GrpcChannel.ForAddress("getxbyy:///shop.example:5001",
///     new() { Credentials = ChannelCredentials.SecureSsl, ServiceProvider = provider });
/// </code>
/// When a connection is lost the channel asks again. Where one connection will do, give the channel an HttpHandler by UseNameResolver
/// instead.
/// </remarks>
public sealed class GrpcAddresses(NameResolver resolver) : ResolverFactory
{
    public override string Name => "getxbyy";

    public override Resolver Create(ResolverOptions options) =>
        new Addresses(resolver, options.Address, options.DefaultPort, options.LoggerFactory);

    private sealed class Addresses(NameResolver resolver, Uri address, int defaultPort, ILoggerFactory log)
        : PollingResolver(log)
    {
        // It cancels the token when the channel is disposed of.
        protected override async Task ResolveAsync(CancellationToken cancellationToken)
        {
            var target = new Uri($"any://{address.AbsolutePath.TrimStart('/')}");
            try
            {
                IPAddress[] found = await resolver.GetHostAddressesAsync(target.IdnHost, cancellationToken);
                int port = target.Port > 0 ? target.Port : defaultPort;
                Listener(ResolverResult.ForResult([.. found.Select(ip => new BalancerAddress(ip.ToString(), port))]));
            }
            catch (LookupException e)
            {
                Listener(ResolverResult.ForFailure(new Status(StatusCode.Unavailable, e.Message, e)));
            }
        }
    }
}
