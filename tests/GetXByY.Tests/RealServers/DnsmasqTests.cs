using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at dnsmasq without an upstream.</summary>
public sealed class DnsmasqTests(SharedServer<DnsmasqServer> shared) : HonestServerTests<DnsmasqServer>(shared)
{
    /// <summary>It has no zone of addresses, so they are for an upstream, which it lacks: REFUSED.</summary>
    protected override LookupError OfUnknownAddress => LookupError.NoRecovery;

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_Cname_IsFollowed()
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync("alias.real.test");
        Assert.Equal("www.real.test", entry.Name);
        Assert.Equal(["alias.real.test", "hop.real.test"], entry.Aliases);
        Assert.Equal("192.0.2.1", Assert.Single(entry.Addresses).ToString());
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByAddress_HostRecord_FindsItsName()
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal("192.0.2.30 2001:db8::30", await r.AddressesAsync("record.real.test"));
        HostEntry entry = await r.Resolver.GetHostByAddressAsync(IPAddress.Parse("2001:db8::30"));
        Assert.Equal("record.real.test", entry.Name);
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("below.test", AddressFamily.InterNetwork, "192.0.2.40")]
    [InlineData("any.name.Below.test", AddressFamily.InterNetwork, "192.0.2.40")]
    // It refuses the AAAA query of such a name; the A query alone is enough.
    [InlineData("any.below.test", AddressFamily.Unspecified, "192.0.2.40")]
    [InlineData("any.both-below.test", AddressFamily.Unspecified, "192.0.2.41 2001:db8::41")]
    public async Task GetHostByName_AddressOption_HoldsForAllBelow(string name, AddressFamily family, string addresses)
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal(addresses, await r.AddressesAsync(name, family));
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("any.below.test", AddressFamily.InterNetworkV6, LookupError.NoRecovery)]
    [InlineData("any.nothing.test", AddressFamily.Unspecified, LookupError.HostNotFound)]
    [InlineData("www.other.test", AddressFamily.Unspecified, LookupError.NoRecovery)]
    // It sends the alias alone, and no NXDOMAIN with it.
    [InlineData("dangling.real.test", AddressFamily.Unspecified, LookupError.NoData)]
    public async Task GetHostByName_NoAnswerHere_TellsWhy(string name, AddressFamily family, LookupError error)
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal(error, await r.ErrorAsync(name, family));
    }
}
