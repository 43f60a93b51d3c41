namespace GetXByY.Tests.RealServers;

/// <summary>What servers with authority answer: aliases in the zone, wildcards, and nothing about other zones.</summary>
public abstract class AuthoritativeServerTests<TServer>(SharedServer<TServer> shared) : HonestServerTests<TServer>(shared)
    where TServer : RealServer, new()
{
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_ChainInTheZone_IsFollowed()
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync("alias.real.test");
        Assert.Equal("www.real.test", entry.Name);
        Assert.Equal(["alias.real.test", "hop.real.test"], entry.Aliases);
        Assert.Equal("192.0.2.1", Assert.Single(entry.Addresses).ToString());
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_UnderDname_IsFollowed()
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync("www.tree.real.test");
        Assert.Equal("www.real.test", entry.Name);
        Assert.Equal(["www.tree.real.test"], entry.Aliases);
        Assert.Equal("192.0.2.1", Assert.Single(entry.Addresses).ToString());
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("one.wild.real.test")]
    [InlineData("two.three.WILD.real.test")]
    public async Task GetHostByName_Wildcard_HasTheNameThatWasAsked(string name)
    {
        await using var r = new ResolverUnderTest(Server);
        HostEntry entry = await r.Resolver.GetHostByNameAsync(name);
        Assert.Equal(name, entry.Name, ignoreCase: true);
        Assert.Equal("192.0.2.99", Assert.Single(entry.Addresses).ToString());
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("wild.real.test", LookupError.NoData)]
    [InlineData("dangling.real.test", LookupError.HostNotFound)]
    [InlineData("www.other.test", LookupError.NoRecovery)]
    // An alias that leads out of the zone: this server tells no more, and a stub resolver asks no others.
    [InlineData("away.real.test", LookupError.NoData)]
    // A referral: it neither knows nor asks others.
    [InlineData("www.lent.real.test", LookupError.TryAgain)]
    public async Task GetHostByName_NoAnswerHere_TellsWhy(string name, LookupError error)
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal(error, await r.ErrorAsync(name));
    }
}
