using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using Integrations;
using StackExchange.Redis;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class RedisTests
{
    [Fact(Timeout = 60_000)]
    public async Task Connect_ByTunnel_ReachesTheAddressOfTheName()
    {
        await using var d = new Deployment();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        d.Names.Add("cache.test", IPAddress.Loopback);
        var options = new ConfigurationOptions
        {
            EndPoints = { { "cache.test", ((IPEndPoint)listener.LocalEndpoint).Port } },
            AbortOnConnectFail = false,
            ConnectTimeout = 100,
            ConnectRetry = 1,
            Tunnel = new RedisTunnel(d.Resolver, TimeSpan.FromSeconds(10)),
        };
        Task<ConnectionMultiplexer> connecting = ConnectionMultiplexer.ConnectAsync(options);
        using Socket accepted = await listener.AcceptSocketAsync();
        Assert.Contains(d.Names.Queries, query => query.Name == "cache.test");
        accepted.Close();
        (await connecting).Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task GetEndpoint_NameServerSilent_GivesUp()
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        var tunnel = new RedisTunnel(d.Resolver, TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => tunnel.GetSocketConnectEndpointAsync(new DnsEndPoint("cache.test", 6379), CancellationToken.None).AsTask());
        Assert.Equal(0, d.Resolver.TakeSnapshot().Outstanding);
    }
}
