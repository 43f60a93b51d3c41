using GetXByY;
using GetXByY.Hosting;
using GetXByY.Hosting.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a <see cref="NameResolver"/> into a container.</summary>
/// <remarks>
/// <para>Each name has one resolver, made when it is first asked for and kept until the container is disposed of, which cancels
/// its look-ups: their tasks are cancelled, requests of <c>UseNameResolver</c> end with
/// <see cref="ObjectDisposedException"/>, and look-ups that are started later throw it. A container that is disposed of without
/// <c>await</c> does not wait for the resolver's sockets and thread, which end soon after; hosts do.</para>
/// <para>The options are checked when a host starts, or else when the resolver is first asked for: an
/// <see cref="OptionsValidationException"/> names each option that is wrong, what it is and what it may be. They are read once;
/// later changes of the configuration have no effect.</para>
/// <para>Like other services, add it from one thread; the resolver may then be used from any.</para>
/// <para>The category <c>GetXByY.NameResolver</c> logs which servers a resolver asks, what it did not understand of the system's
/// files, and, when it is disposed of, what became of its look-ups. No name that was looked up is logged.</para>
/// </remarks>
public static class NameResolverServiceCollectionExtensions
{
    /// <summary>Adds the resolver that services get who ask for a <see cref="NameResolver"/>.</summary>
    /// <param name="services">Where it is added. A <see cref="NameResolver"/> that is there already stays; the options
    /// change.</param>
    /// <param name="configure">Sets options, after those set before. Null for the system's configuration.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddNameResolver(
        this IServiceCollection services, Action<NameResolverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddOptions(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(static provider => Make(provider, Options.Options.DefaultName));
        return services;
    }

    /// <summary>Adds the resolver that services get who ask for a <see cref="NameResolver"/>, with options from a
    /// configuration.</summary>
    /// <param name="services">As above.</param>
    /// <param name="configuration">A section whose keys are the names of <see cref="NameResolverOptions"/>, but for its clock;
    /// a key that is none of them is a mistake. Times are written as <c>00:00:05</c>. <c>Servers</c> is a list, or one text
    /// with commas, of addresses with or without a port: <c>192.0.2.1</c>, <c>192.0.2.1:5353</c>, <c>2001:db8::1</c>,
    /// <c>[2001:db8::1]:5353</c>. They come after those set before.</param>
    /// <param name="configure">Sets options after that.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configuration"/> is
    /// null.</exception>
    public static IServiceCollection AddNameResolver(
        this IServiceCollection services, IConfiguration configuration, Action<NameResolverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddConfiguration(services, Options.Options.DefaultName, configuration);
        return services.AddNameResolver(configure);
    }

    /// <summary>Adds one more resolver, with options of its own, for services that ask for it by name
    /// (<see cref="FromKeyedServicesAttribute"/>).</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="name">Its key, and the name of its options. Not empty.</param>
    /// <param name="configure">As above.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="name"/> is null.</exception>
    public static IServiceCollection AddKeyedNameResolver(
        this IServiceCollection services, string name, Action<NameResolverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddOptions(services, name, configure);
        services.TryAddKeyedSingleton(name, static (provider, key) => Make(provider, (string)key!));
        return services;
    }

    /// <summary>Adds one more resolver by name, with options from a configuration.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="name">Its key, and the name of its options. Not empty.</param>
    /// <param name="configuration">As above.</param>
    /// <param name="configure">Sets options after that.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="configure"/> is null.</exception>
    public static IServiceCollection AddKeyedNameResolver(
        this IServiceCollection services, string name, IConfiguration configuration,
        Action<NameResolverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configuration);
        AddConfiguration(services, name, configuration);
        return services.AddKeyedNameResolver(name, configure);
    }

    private static void AddOptions(IServiceCollection services, string name, Action<NameResolverOptions>? configure)
    {
        OptionsBuilder<NameResolverOptions> options = services.AddOptions<NameResolverOptions>(name).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NameResolverOptions>, ResolverOptionsValidation>());
        services.AddLogging();
        services.TryAddKeyedSingleton<ResolverLog>(name);
    }

    private static void AddConfiguration(IServiceCollection services, string name, IConfiguration configuration) =>
        services.AddOptions<NameResolverOptions>(name).Configure(options =>
        {
            IReadOnlyList<string> mistakes = ResolverSettings.Apply(configuration, options);
            if (mistakes.Count > 0)
                throw new OptionsValidationException(name, typeof(NameResolverOptions), mistakes);
        });

    private static NameResolver Make(IServiceProvider services, string name)
    {
        // Before the resolver, so that the container disposes of it afterwards.
        var log = services.GetRequiredKeyedService<ResolverLog>(name);
        NameResolverOptions options = services.GetRequiredService<IOptionsMonitor<NameResolverOptions>>().Get(name);
        var resolver = new NameResolver(options);
        log.Begin(resolver);
        return resolver;
    }
}
