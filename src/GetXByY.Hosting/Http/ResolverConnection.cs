using System.Net;
using System.Net.Sockets;

namespace GetXByY.Hosting.Http;

/// <summary>Connects for a <see cref="SocketsHttpHandler"/>. May be used from any thread.</summary>
internal sealed class ResolverConnection(NameResolver resolver)
{
    /// <summary>Connects, until the pool of connections or the request that wants this one gives up.</summary>
    internal async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ofPool)
    {
        // The pool would let the attempt go on for five seconds after its request was cancelled, in case others can use it.
        // They lose nothing by its end: each of them has an attempt of its own, or is given one then.
        CancellationToken ofRequest = RequestTokenHandler.TokenOf(context.InitialRequestMessage);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ofPool, ofRequest);
        DnsEndPoint server = context.DnsEndPoint;
        try
        {
            Socket socket = await resolver.ConnectAsync(server.Host, server.Port, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException e)
        {
            ofPool.ThrowIfCancellationRequested();
            ofRequest.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The name resolver was disposed of while a connection was being made.", e);
        }
    }
}
