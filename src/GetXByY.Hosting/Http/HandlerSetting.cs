namespace GetXByY.Hosting.Http;

/// <summary>What a handler needs to connect by a resolver.</summary>
internal static class HandlerSetting
{
    // As long as the factory of HTTP clients keeps a handler.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(2);

    internal static void Apply(SocketsHttpHandler handler, NameResolver resolver)
    {
        if (handler.ConnectCallback is { Target: not ResolverConnection })
        {
            throw new InvalidOperationException(
                "The SocketsHttpHandler has a ConnectCallback already, which connects without the resolver. Take it away, or call "
                + "NameResolver.ConnectAsync in it and do not call UseNameResolver.");
        }
        handler.ConnectCallback = new ResolverConnection(resolver).ConnectAsync;
        if (handler.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
            handler.PooledConnectionLifetime = s_lifetime;
    }
}
