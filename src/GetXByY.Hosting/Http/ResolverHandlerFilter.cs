using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace GetXByY.Hosting.Http;

/// <summary>Gives the handlers of HTTP clients their resolver, after all else about them was said.</summary>
internal sealed class ResolverHandlerFilter(IOptionsMonitor<HttpClientChoice> choices) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        HttpClientChoice choice = choices.Get(builder.Name);
        if (choice.HasResolver)
            Use(Find(builder, choice.ResolverName), builder);
    };

    private static void Use(NameResolver resolver, HttpMessageHandlerBuilder builder)
    {
        if (builder.PrimaryHandler is not SocketsHttpHandler handler)
        {
            throw new InvalidOperationException(
                $"The HTTP client '{builder.Name}' cannot use a name resolver: its primary handler is a "
                + $"{builder.PrimaryHandler.GetType().Name}, and only a SocketsHttpHandler lets others connect for it. "
                + "Take away what sets another, or call UseSocketsHttpHandler().");
        }
        HandlerSetting.Apply(handler, resolver);
        // The last is the nearest to the connection, so it gets the tokens of retries and timeouts too.
        builder.AdditionalHandlers.Add(new RequestTokenHandler());
    }

    private static NameResolver Find(HttpMessageHandlerBuilder builder, string? name) =>
        (name is null
            ? builder.Services.GetService<NameResolver>()
            : builder.Services.GetKeyedService<NameResolver>(name))
        ?? throw new InvalidOperationException(
            $"The HTTP client '{builder.Name}' is to use the name resolver '{name}', and there is none: call "
            + $"services.AddKeyedNameResolver(\"{name}\").");
}
