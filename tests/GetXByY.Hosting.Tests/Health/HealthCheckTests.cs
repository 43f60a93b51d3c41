using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GetXByY.Hosting.Tests.Health;

public sealed class HealthCheckTests
{
    [Fact(Timeout = 60_000)]
    public async Task Check_ServersAnswer_IsHealthyAndTellsOfEach()
    {
        await using var d = new Deployment();
        d.Names.Add("www.test", "192.0.2.1");
        d.Services.AddHealthChecks().AddNameResolver();
        await d.Resolver.GetHostByNameAsync("www.test");
        await d.RestAsync();
        HealthReportEntry entry = await CheckAsync(d, "name_resolver");
        Assert.Equal((HealthStatus.Healthy, "1 of 1 name servers are healthy."), (entry.Status, entry.Description));
        Assert.Equal(0, entry.Data["outstanding"]);
        Assert.Matches(
            "^healthy: 2 sent, 2 answered, 0 failed, 0 timed out, 0 unreachable, [0-9]+ ms$",
            (string)entry.Data[d.Names.EndPoint.ToString()]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Check_OneServerGone_IsDegraded()
    {
        await using var d = new Deployment();
        d.Names.Add("www.test", "192.0.2.1");
        IPEndPoint gone = ClosedPort();
        d.Services.AddKeyedNameResolver("two", o =>
        {
            o.Servers.Add(gone);
            d.Ask(o);
        });
        d.Services.AddHealthChecks().AddNameResolver("two", tags: ["ready"]);
        NameResolver resolver = d.Provider.GetRequiredKeyedService<NameResolver>("two");
        await AskUntilAsync(resolver, s => !s.Servers[0].IsHealthy);
        HealthReportEntry entry = await CheckAsync(d, "name_resolver_two");
        Assert.Equal((HealthStatus.Degraded, "1 of 2 name servers are healthy."), (entry.Status, entry.Description));
        Assert.StartsWith("not healthy: ", (string)entry.Data[gone.ToString()]);
        Assert.Equal(["ready"], entry.Tags);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task Check_AllServersGone_IsWhatWasSaid(HealthStatus? failure, HealthStatus expected)
    {
        await using var d = new Deployment();
        d.Services.AddKeyedNameResolver("gone", o => o.Servers.Add(ClosedPort()));
        d.Services.AddHealthChecks().AddNameResolver("gone", "dns", failure);
        await AskUntilAsync(d.Provider.GetRequiredKeyedService<NameResolver>("gone"), s => !s.Servers[0].IsHealthy);
        HealthReportEntry entry = await CheckAsync(d, "dns");
        Assert.Equal((expected, "0 of 1 name servers are healthy."), (entry.Status, entry.Description));
    }

    private static async Task AskUntilAsync(NameResolver resolver, Func<ResolverSnapshot, bool> isSeen)
    {
        while (!isSeen(resolver.TakeSnapshot()))
            await resolver.TryGetHostByNameAsync("www.test");
    }

    private static async Task<HealthReportEntry> CheckAsync(Deployment d, string name) =>
        (await d.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[name];

    private static IPEndPoint ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
