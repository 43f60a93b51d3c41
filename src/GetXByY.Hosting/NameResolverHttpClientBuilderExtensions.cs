using GetXByY;
using GetXByY.Hosting.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the HTTP clients of a factory connect by a <see cref="NameResolver"/>. Call it on one thread, while services are
/// added; the clients may then be used from any.</summary>
public static class NameResolverHttpClientBuilderExtensions
{
    /// <summary>Makes a client look names up and connect by the resolver of
    /// <see cref="NameResolverServiceCollectionExtensions.AddNameResolver(IServiceCollection, Action{NameResolverOptions}?)"/>, which
    /// is added if it is not there.</summary>
    /// <param name="builder">The client; or, of <c>ConfigureHttpClientDefaults</c>, all clients.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>
    /// <para>A request that is cancelled, or times out, ends its look-up and its connection attempts at once; other requests go
    /// on. For all else see <see cref="SocketsHttpHandlerExtensions.UseNameResolver"/>.</para>
    /// <para>It holds whatever is said about the client before or after. The primary handler must be a
    /// <see cref="SocketsHttpHandler"/>, which it is by default, without a ConnectCallback of its own: otherwise the making of a
    /// client throws an <see cref="InvalidOperationException"/>. The factory makes a new handler, and so new connections, every 2
    /// minutes unless <c>SetHandlerLifetime</c> says otherwise.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHttpClientBuilder UseNameResolver(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddNameResolver();
        return Choose(builder, name: null);
    }

    /// <summary>Makes a client look names up and connect by a resolver of <c>AddKeyedNameResolver</c>.</summary>
    /// <param name="builder">The client; or, of <c>ConfigureHttpClientDefaults</c>, all clients.</param>
    /// <param name="name">The key of the resolver. If there is none, the making of a client throws an
    /// <see cref="InvalidOperationException"/>.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>As above. Of several calls for one client the last one counts.</remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder UseNameResolver(this IHttpClientBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Choose(builder, name);
    }

    private static IHttpClientBuilder Choose(IHttpClientBuilder builder, string? name)
    {
        // The name of the defaults is null, which configures the options of all names.
        builder.Services.Configure<HttpClientChoice>(builder.Name, choice =>
        {
            choice.HasResolver = true;
            choice.ResolverName = name;
        });
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ResolverHandlerFilter>());
        return builder;
    }
}
