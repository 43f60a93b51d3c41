using GetXByY.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GetXByY.Hosting.Tests;

/// <summary>A container whose resolver asks a name server of this process.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly ServiceCollection _services = new();
    private ServiceProvider? _provider;

    internal Deployment() => _services.AddNameResolver(Ask);

    internal LoopbackNameServer Names { get; } = LoopbackNameServer.Start();

    internal IServiceCollection Services => _services;

    internal ServiceProvider Provider => _provider ??= _services.BuildServiceProvider();

    internal NameResolver Resolver => Provider.GetRequiredService<NameResolver>();

    /// <summary>Lets options ask the name server, and nobody else.</summary>
    internal void Ask(NameResolverOptions options)
    {
        options.Servers.Add(Names.EndPoint);
        options.ResolvConfPath = "";
        options.HostsPath = "";
        options.NsSwitchPath = "";
    }

    internal HttpClient CreateClient(string name = "") =>
        Provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    /// <summary>Comes back when no look-up is outstanding and no query is out.</summary>
    internal async Task RestAsync()
    {
        while (Resolver.TakeSnapshot() is not { Outstanding: 0, Queries: 0 })
            await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
            await _provider.DisposeAsync();
        await Names.DisposeAsync();
    }
}
