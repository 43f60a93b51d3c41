using GetXByY;
using GetXByY.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of a <see cref="NameResolver"/>. Call it on one thread, while services are added; the check itself
/// may run on any.</summary>
public static class NameResolverHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that tells how each name server does, as <see cref="NameResolver.TakeSnapshot"/> has it.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="resolverName">The key of the resolver; null for the one without.</param>
    /// <param name="name">The name of the check; null for <c>name_resolver</c>, or <c>name_resolver_</c> and the key.</param>
    /// <param name="failureStatus">What is reported when no server is healthy, or the resolver has failed; null for
    /// Unhealthy.</param>
    /// <param name="tags">Tags of the check; null for none.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>It is Healthy while all servers are, and Degraded when some are not: one that is silent, unreachable or only
    /// fails. It asks no server, waits for nothing and goes by the look-ups that there were: before the first all are healthy.
    /// Its data has an entry for each server, in words, and <c>outstanding</c>, a number of look-ups.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHealthChecksBuilder AddNameResolver(
        this IHealthChecksBuilder builder, string? resolverName = null, string? name = null,
        HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (resolverName is null ? "name_resolver" : $"name_resolver_{resolverName}"),
            services => new ResolverHealthCheck(resolverName is null
                ? services.GetRequiredService<NameResolver>()
                : services.GetRequiredKeyedService<NameResolver>(resolverName)),
            failureStatus, tags));
    }
}
