using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>What every real server answers alike.</summary>
public abstract class HonestServerTests<TServer>(SharedServer<TServer> shared) : IClassFixture<SharedServer<TServer>>
    where TServer : RealServer, new()
{
    private protected IPEndPoint Server => shared.Server.EndPoint;

    /// <summary>What the server makes of an address that it does not know.</summary>
    protected virtual LookupError OfUnknownAddress => LookupError.HostNotFound;

    [Theory(Timeout = Hang.Guard)]
    [InlineData("www.real.test", AddressFamily.InterNetwork, "192.0.2.1")]
    [InlineData("www.real.test.", AddressFamily.Unspecified, "192.0.2.1")]
    [InlineData("both.real.test", AddressFamily.InterNetwork, "192.0.2.10 192.0.2.11 192.0.2.12")]
    [InlineData("both.real.test", AddressFamily.InterNetworkV6, "2001:db8::10 2001:db8::11")]
    [InlineData("both.real.test", AddressFamily.Unspecified,
        "192.0.2.10 192.0.2.11 192.0.2.12 2001:db8::10 2001:db8::11")]
    [InlineData("only6.real.test", AddressFamily.InterNetworkV6, "2001:db8::6")]
    [InlineData("only6.real.test", AddressFamily.Unspecified, "2001:db8::6")]
    [InlineData("bücher.real.test", AddressFamily.Unspecified, "192.0.2.20")]
    public async Task GetHostByName_KnownName_FindsItsAddresses(string name, AddressFamily family, string addresses)
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync(name, family);
        Assert.Equal(addresses, ResolverUnderTest.Sorted(entry.Addresses));
        Assert.Equal(name.TrimEnd('.').Replace("bücher", "xn--bcher-kva"), entry.Name);
        Assert.Empty(entry.Aliases);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_BothFamilies_HasIPv4First()
    {
        await using var r = new ResolverUnderTest(Server);
        IPAddress[] addresses = await r.Resolver.GetHostAddressesAsync("both.real.test");
        Assert.All(addresses[..3], a => Assert.Equal(AddressFamily.InterNetwork, a.AddressFamily));
        Assert.All(addresses[3..], a => Assert.Equal(AddressFamily.InterNetworkV6, a.AddressFamily));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_MixedCase_IsTheSameName()
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync("WwW.rEaL.TeSt");
        Assert.Equal("192.0.2.1", Assert.Single(entry.Addresses).ToString());
        Assert.Equal("www.real.test", entry.Name, ignoreCase: true);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_LettersMixed_AreRepeatedAndNotShown()
    {
        await using var r = new ResolverUnderTest("", ResolverUnderTest.LongAttempt, mixesCase: true, Server);
        for (int i = 0; i < 5; i++)
            Assert.Equal("www.real.test", (await r.Resolver.GetHostByNameAsync("www.real.test")).Name);
        Assert.Equal(0, r.Resolver.Engine.Resolvers.Counts.Doubted);
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("nowhere.real.test", AddressFamily.Unspecified, LookupError.HostNotFound)]
    [InlineData("nowhere.real.test", AddressFamily.InterNetwork, LookupError.HostNotFound)]
    [InlineData("text.real.test", AddressFamily.Unspecified, LookupError.NoData)]
    [InlineData("www.real.test", AddressFamily.InterNetworkV6, LookupError.NoData)]
    [InlineData("only6.real.test", AddressFamily.InterNetwork, LookupError.NoData)]
    public async Task GetHostByName_NothingThere_TellsWhy(string name, AddressFamily family, LookupError error)
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal(error, await r.ErrorAsync(name, family));
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("192.0.2.1", "www.real.test")]
    [InlineData("::ffff:192.0.2.1", "www.real.test")]
    [InlineData("2001:db8::6", "only6.real.test")]
    public async Task GetHostByAddress_KnownAddress_FindsItsName(string address, string name)
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByAddressAsync(IPAddress.Parse(address));
        Assert.Equal(name, entry.Name);
        Assert.Equal(address.Replace("::ffff:", ""), Assert.Single(entry.Addresses).ToString());
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("192.0.2.250")]
    [InlineData("2001:db8::250")]
    public async Task GetHostByAddress_UnknownAddress_TellsWhy(string address)
    {
        await using var r = new ResolverUnderTest(Server);
        LookupResult<HostEntry> result = await r.Resolver.TryGetHostByAddressAsync(IPAddress.Parse(address));
        Assert.False(result.IsSuccess);
        Assert.Equal(OfUnknownAddress, result.Error);
    }

    // All of them can only have come over TCP: the resolver takes 1232 bytes over UDP.
    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task GetHostByName_ManyAddresses_FindsAllOverTcp(string option)
    {
        await using var r = new ResolverUnderTest(option, ResolverUnderTest.LongAttempt, Server);
        Task<string> four = r.AddressesAsync("big.real.test"), six = r.AddressesAsync("big6.real.test");
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.Big), await four);
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.BigSix), await six);
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("both")]
    [InlineData("BOTH")]
    public async Task GetHostByName_ShortName_IsSoughtInTheSearchList(string name)
    {
        await using var r = new ResolverUnderTest(
            "search nowhere.real.test real.test", ResolverUnderTest.LongAttempt, Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync(name, AddressFamily.InterNetworkV6);
        Assert.Equal("2001:db8::10 2001:db8::11", ResolverUnderTest.Sorted(entry.Addresses));
        Assert.Equal("both.real.test", entry.Name, ignoreCase: true);
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task GetHostByName_HundredsAtOnce_FindsEachItsOwn(string option)
    {
        // So many datagrams at once may be more than the server's socket holds: those that are lost are sent again.
        await using var r = new ResolverUnderTest(
            $"options attempts:5\n{option}", TimeSpan.FromSeconds(2), Server);
        Task<string>[] all = [.. Enumerable.Range(0, RealRecords.Numbered).Select(
            i => r.AddressesAsync($"n{i}.real.test", AddressFamily.InterNetwork))];
        string[] found = await Task.WhenAll(all);
        Assert.Equal(Enumerable.Range(0, RealRecords.Numbered).Select(i => $"{RealRecords.NumberedAddress(i)}"), found);
    }
}
