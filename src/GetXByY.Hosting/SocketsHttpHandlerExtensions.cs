using GetXByY.Hosting.Http;

namespace GetXByY;

/// <summary>Lets a <see cref="SocketsHttpHandler"/> connect by a <see cref="NameResolver"/>. Set a handler up on one thread, before
/// its first request; then any may use it.</summary>
public static class SocketsHttpHandlerExtensions
{
    /// <summary>Makes the handler look names up and connect by <see cref="NameResolver.ConnectAsync"/>: to the first address that
    /// lets it (RFC 8305), without Nagle's delay, and cancelled for real.</summary>
    /// <param name="handler">A handler without a <see cref="SocketsHttpHandler.ConnectCallback"/> that was not used yet.</param>
    /// <param name="resolver">Stays the caller's, and must live as long as the handler.</param>
    /// <returns>The handler to give to an <see cref="HttpClient"/>. It owns <paramref name="handler"/>, and lets it know the tokens
    /// of requests: one that is cancelled, or has taken longer than <see cref="HttpClient.Timeout"/>, ends its look-up and its
    /// connection attempts at once. Who uses <paramref name="handler"/> itself has all but this: there a request ends at once as
    /// well, but its attempt may go on for 5 seconds, as it is the way of <see cref="SocketsHttpHandler"/>.</returns>
    /// <remarks>
    /// <para>A host that is an address is connected to without a look-up. Where there is a proxy, it is the proxy's name that is
    /// looked up. The filter for streams and all else of the handler stay as they are. Requests by HTTP/3 do not connect this
    /// way: .NET has no hook for them.</para>
    /// <para>A connection in the pool knows nothing of DNS. <see cref="SocketsHttpHandler.PooledConnectionLifetime"/>, if it is
    /// infinite (its default), becomes 2 minutes: after so long a connection takes no further requests, and the next one looks
    /// the name up again. Set it after this call to have another. No connection is closed before, also when the name has other
    /// addresses by then: the handler has no way to retire one without breaking a request that may be in flight.</para>
    /// <para>When the resolver is disposed of, requests that wait for it fail with an <see cref="HttpRequestException"/> that
    /// holds an <see cref="ObjectDisposedException"/>. One that finds no address holds a <see cref="LookupException"/>, one that
    /// finds none to connect to a <see cref="ConnectException"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The handler has another ConnectCallback, or has sent a request.</exception>
    public static HttpMessageHandler UseNameResolver(this SocketsHttpHandler handler, NameResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(resolver);
        HandlerSetting.Apply(handler, resolver);
        return new RequestTokenHandler(handler);
    }
}
