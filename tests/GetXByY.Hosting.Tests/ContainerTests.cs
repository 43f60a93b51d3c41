using System.Net;
using GetXByY.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GetXByY.Hosting.Tests;

public sealed class ContainerTests
{
    private const string Category = "GetXByY.NameResolver";

    [Fact(Timeout = 60_000)]
    public async Task AddNameResolver_Twice_IsOneResolverWithBothOptions()
    {
        await using var d = new Deployment();
        d.Services.AddNameResolver(o => o.Servers.Add(IPEndPoint.Parse("192.0.2.1:53")));
        Assert.Same(d.Resolver, d.Provider.GetRequiredService<NameResolver>());
        Assert.Equal([d.Names.EndPoint, IPEndPoint.Parse("192.0.2.1:53")], d.Resolver.Servers);
    }

    [Fact(Timeout = 60_000)]
    public async Task AddNameResolver_OwnResolverThere_LeavesIt()
    {
        await using var own = new NameResolver();
        await using ServiceProvider provider =
            new ServiceCollection().AddSingleton(own).AddNameResolver().BuildServiceProvider();
        Assert.Same(own, provider.GetRequiredService<NameResolver>());
    }

    [Fact(Timeout = 60_000)]
    public async Task AddKeyedNameResolver_TwoNames_EachHasItsOptions()
    {
        await using var d = new Deployment();
        await using var internalNames = LoopbackNameServer.Start();
        internalNames.Add("db.internal.test", "192.0.2.7");
        d.Services.AddKeyedNameResolver("internal", o => o.Servers.Add(internalNames.EndPoint));
        d.Services.AddKeyedNameResolver("other", d.Ask);
        var found = await d.Provider.GetRequiredKeyedService<NameResolver>("internal").GetHostByNameAsync("db.internal.test");
        Assert.Equal([IPAddress.Parse("192.0.2.7")], found.Addresses);
        Assert.Equal([d.Names.EndPoint], d.Provider.GetRequiredKeyedService<NameResolver>("other").Servers);
        Assert.NotSame(d.Resolver, d.Provider.GetRequiredKeyedService<NameResolver>("other"));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_LookupsOutstanding_AreCancelledAndLogged()
    {
        var log = new LogLines();
        await using var d = new Deployment();
        d.Names.Add("www.test", "192.0.2.1");
        d.Names.Behave("silent.test", ServerBehaviour.Silence);
        d.Services.AddLogging(logging => logging.AddProvider(log));
        NameResolver resolver = d.Resolver;
        await resolver.GetHostByNameAsync("www.test");
        await resolver.TryGetHostByNameAsync("nobody.test");
        Task<HostEntry> waiting = resolver.GetHostByNameAsync("silent.test").AsTask();
        await d.Names.WaitForQueriesAsync("silent.test", 1);

        await d.Provider.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Throws<ObjectDisposedException>(() => { _ = resolver.GetHostByNameAsync("www.test"); });
        Assert.Equal(
            [
                $"Information {Category}: Name resolver asks {d.Names.EndPoint}.",
                $"Information {Category}: Name resolver was disposed of. Look-ups: 3 started, 1 found, 1 failed, 1 cancelled, 0 left.",
            ],
            log.Of(Category));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_WithoutAwait_CancelsAndLogs()
    {
        var log = new LogLines();
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        d.Services.AddLogging(logging => logging.AddProvider(log));
        Task<HostEntry> waiting = d.Resolver.GetHostByNameAsync("silent.test").AsTask();
        d.Provider.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.EndsWith("1 started, 0 found, 0 failed, 1 cancelled, 0 left.", log.Of(Category)[^1]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Resolver_ConfigurationWithMistakes_LogsEach()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "nameserver nowhere\nnameserver 192.0.2.1\n");
        var log = new LogLines();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddKeyedNameResolver("odd", o => o.ResolvConfPath = path);
        await using (ServiceProvider provider = services.BuildServiceProvider())
            provider.GetRequiredKeyedService<NameResolver>("odd");
        File.Delete(path);
        Assert.Contains(log.Of(Category), line => line.StartsWith(
            $"Warning {Category}: Name resolver 'odd' skipped a part of the system's configuration: {path}:1: ",
            StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_ResolverNeverAskedFor_LogsNothing()
    {
        var log = new LogLines();
        await using var d = new Deployment();
        d.Services.AddLogging(logging => logging.AddProvider(log));
        await d.Provider.DisposeAsync();
        Assert.Empty(log.Of(Category));
    }
}
