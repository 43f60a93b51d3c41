using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Integrations;
using Microsoft.Extensions.DependencyInjection;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class GrpcTests
{
    [Fact(Timeout = 60_000)]
    public async Task Connect_ChannelOfAName_ReachesItsAddress()
    {
        await using var d = new Deployment();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        d.Names.Add("shop.test", IPAddress.Loopback);
        using GrpcChannel channel = Open(d, $"shop.test:{((IPEndPoint)listener.LocalEndpoint).Port}");
        Task connecting = channel.ConnectAsync();
        using Socket accepted = await listener.AcceptSocketAsync();
        await connecting;
        Assert.Equal(ConnectivityState.Ready, channel.State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Dispose_ChannelWhoseLookupWaits_LeavesNothing()
    {
        await using var d = new Deployment();
        d.Names.BehaveByDefault(ServerBehaviour.Silence);
        using (GrpcChannel channel = Open(d, "shop.test:5001"))
        {
            _ = channel.ConnectAsync();
            await d.Names.WaitForQueriesAsync("shop.test", 1);
        }
        await d.RestAsync();
        Assert.Equal((1, 0L), (d.Resolver.TakeSnapshot().Started, d.Resolver.TakeSnapshot().Failed));
    }

    private static GrpcChannel Open(Deployment d, string target)
    {
        d.Services.AddSingleton<ResolverFactory, GrpcAddresses>();
        return GrpcChannel.ForAddress(
            $"getxbyy:///{target}", new() { Credentials = ChannelCredentials.Insecure, ServiceProvider = d.Provider });
    }
}
