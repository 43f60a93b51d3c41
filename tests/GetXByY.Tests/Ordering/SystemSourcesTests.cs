using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using GetXByY.Configuration;
using GetXByY.Ordering;

namespace GetXByY.Tests.Ordering;

public sealed class SystemSourcesTests
{
    private readonly SystemSources _sources = new();

    [Fact]
    public void TryFind_Loopback_IsItsOwnSource()
    {
        IPAddress[] destinations = [IPAddress.Loopback, IPAddress.Parse("127.1.2.3"), IPAddress.Loopback.MapToIPv6()];
        var sources = new UInt128[3];

        Assert.True(_sources.TryFind(destinations, sources));

        // Each as if it had been asked for alone.
        Assert.Equal([.. destinations.Select(d => d.IsIPv4MappedToIPv6 ? d.MapToIPv4() : d).Select(Alone)], sources);
        Assert.Equal(PrefixRule.NumberOf(IPAddress.Loopback), sources[0]);
    }

    [Fact]
    public void TryFind_NoSuchScope_HasNoSource()
    {
        var sources = new UInt128[2];
        Assert.True(_sources.TryFind([IPAddress.Parse("fe80::1%99999"), IPAddress.Loopback], sources));
        Assert.Equal(0u, sources[0]);
        Assert.NotEqual(0u, sources[1]);
    }

    [Fact]
    public void ReadLocal_System_IsWhatDotNetFinds()
    {
        var expected = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => (PrefixRule.NumberOf(a.Address), a.PrefixLength));
        Assert.Equal(
            expected.Distinct().Order(), _sources.ReadLocal().Select(a => (a.Number, a.PrefixLength)).Distinct().Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task ReadLocal_KernelThatDoesNotAnswer_IsNotWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the calls are Linux's");
        // Takes what it is asked, and says nothing.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var asking = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await asking.ConnectAsync(silent.LocalEndPoint!);
        Assert.Empty(await Task.Run(() => SystemSources.ReadLocal((int)asking.Handle)));
        Assert.True(silent.Available > 0);
    }

    private UInt128 Alone(IPAddress destination)
    {
        var source = new UInt128[1];
        Assert.True(_sources.TryFind([destination], source));
        return source[0];
    }
}
