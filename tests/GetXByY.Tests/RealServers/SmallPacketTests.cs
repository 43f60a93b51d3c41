using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>The packets of the network are short (RFC 6891 section 6.2.3, RFC 9715).</summary>
public sealed class SmallPacketTests
{
    // 1280 bytes hold the longest datagram that the resolver asks for; 576 do not hold the middle one in one piece.
    [Theory(Timeout = Hang.Guard)]
    [InlineData("unbound", 1280)]
    [InlineData("unbound", 576)]
    [InlineData("named", 1280)]
    [InlineData("named", 576)]
    public async Task GetHostByName_SmallMtu_FindsAll(string program, int mtu)
    {
        await using var faulty = new FaultyNetwork();
        faulty.Network.SetMtu(mtu);
        RealServer server = program == "unbound" ? await faulty.UnboundAsync() : await faulty.NamedAsync();
        await using var r = new ResolverUnderTest(faulty.Network, "", ResolverUnderTest.LongAttempt, server.EndPoint);
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test"));
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.Middle), await r.AddressesAsync("middle.real.test"));
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.Big), await r.AddressesAsync("big.real.test"));
    }

    // Firewalls do that. Whoever is not answered asks for a short answer, and for the rest over TCP.
    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task GetHostByName_FragmentsAreDropped_FindsAll(string option)
    {
        await using var faulty = new FaultyNetwork();
        faulty.Network.SetMtu(576);
        RealServer server = await faulty.UnboundAsync();
        faulty.Network.SetRules("ip frag-off & 0x3fff != 0 drop");
        await using var r = new ResolverUnderTest(
            faulty.Network, $"options attempts:5\n{option}", TimeSpan.FromMilliseconds(400), server.EndPoint);
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test", AddressFamily.InterNetwork));
        Assert.Equal(
            ResolverUnderTest.Sorted(RealRecords.Middle),
            await r.AddressesAsync("middle.real.test", AddressFamily.InterNetwork));
        Assert.Equal(
            ResolverUnderTest.Sorted(RealRecords.Big), await r.AddressesAsync("big.real.test", AddressFamily.InterNetwork));
    }

    // Then the fragments do count.
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_FragmentsAreDroppedAndNobodyMayBeAskedTwice_IsTryAgain()
    {
        await using var faulty = new FaultyNetwork();
        faulty.Network.SetMtu(576);
        RealServer server = await faulty.UnboundAsync();
        faulty.Network.SetRules("ip frag-off & 0x3fff != 0 drop");
        await using var r = new ResolverUnderTest(
            faulty.Network, "options attempts:1", TimeSpan.FromMilliseconds(400), server.EndPoint);
        Assert.Equal(LookupError.TryAgain, await r.ErrorAsync("middle.real.test", AddressFamily.InterNetwork));
    }
}
