namespace GetXByY.Tests.RealServers;

/// <summary>The network says that there is no way to a server, or nobody at its port (RFC 1122 section 4.1.3.3).</summary>
public sealed class UnreachableServerTests
{
    // The attempts are so long that only the message itself can have sent the look-up on.
    [Theory(Timeout = Hang.Guard)]
    [InlineData("reject with icmp type port-unreachable", "")]
    [InlineData("reject with icmp type admin-prohibited", "")]
    [InlineData("reject with tcp reset", "options use-vc")]
    public async Task GetHostByName_FirstServerRejected_AsksTheSecondAtOnce(string verdict, string option)
    {
        await using var faulty = new FaultyNetwork();
        (RealServer first, RealServer second) = (await faulty.UnboundAsync(), await faulty.NamedAsync());
        faulty.Network.SetRules($"{(option.Length == 0 ? "udp" : "tcp")} dport {first.EndPoint.Port} {verdict}");
        await using var r = new ResolverUnderTest(
            faulty.Network, option, ResolverUnderTest.LongAttempt, first.EndPoint, second.EndPoint);
        for (int i = 0; i < 20; i++)
            Assert.Equal($"{RealRecords.NumberedAddress(i)}", await r.AddressesAsync($"n{i}.real.test"));
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.Big), await r.AddressesAsync("big.real.test"));
        faulty.Network.SetRules();
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test"));
    }

    // Linux does not tell that to UDP sockets, so the attempt's time must pass.
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_FirstHostUnreachable_AsksTheSecondInTime()
    {
        await using var faulty = new FaultyNetwork();
        (RealServer first, RealServer second) = (await faulty.UnboundAsync(), await faulty.NamedAsync());
        faulty.Network.SetRules($"udp dport {first.EndPoint.Port} reject with icmp type host-unreachable");
        await using var r = new ResolverUnderTest(
            faulty.Network, "options attempts:5", TimeSpan.FromMilliseconds(400), first.EndPoint, second.EndPoint);
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test"));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_OnlyServerRejected_IsTryAgainAtOnceAndWorksAfterwards()
    {
        await using var faulty = new FaultyNetwork();
        RealServer only = await faulty.UnboundAsync();
        faulty.Network.SetRules($"udp dport {only.EndPoint.Port} reject with icmp type port-unreachable");
        await using var r = new ResolverUnderTest(faulty.Network, "", ResolverUnderTest.LongAttempt, only.EndPoint);
        Assert.Equal(LookupError.TryAgain, await r.ErrorAsync("www.real.test"));
        faulty.Network.SetRules();
        Assert.Equal("192.0.2.1", await r.AddressesAsync("www.real.test"));
    }
}
