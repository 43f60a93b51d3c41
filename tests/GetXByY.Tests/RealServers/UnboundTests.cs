namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at unbound, of what it knows itself.</summary>
public sealed class UnboundTests(SharedServer<UnboundServer> shared) : HonestServerTests<UnboundServer>(shared)
{
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_RedirectedZone_GivesItsAddressToAllNames()
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal("192.0.2.77", await r.AddressesAsync("redirected.test"));
        Assert.Equal("192.0.2.77", await r.AddressesAsync("any.name.redirected.test"));
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("www.refused.test", LookupError.NoRecovery)]
    [InlineData("www.unknown.test", LookupError.HostNotFound)]
    // Local data of unbound: it sends the alias alone and does not follow it.
    [InlineData("alias.real.test", LookupError.NoData)]
    public async Task GetHostByName_NoAnswerHere_TellsWhy(string name, LookupError error)
    {
        await using var r = new ResolverUnderTest(Server);
        Assert.Equal(error, await r.ErrorAsync(name));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_DroppedByTheServer_TriesInVainAndThenWorks()
    {
        await using var r = new ResolverUnderTest("options attempts:2", TimeSpan.FromMilliseconds(50), Server);
        Assert.Equal(LookupError.TryAgain, await r.ErrorAsync("www.dropped.test"));
        // On a loaded machine 50 ms may be short for an honest answer too.
        LookupResult<HostEntry> result;
        do
            result = await r.Resolver.TryGetHostByNameAsync("www.real.test");
        while (result.Error == LookupError.TryAgain);
        Assert.Equal("192.0.2.1", ResolverUnderTest.Sorted(result.Entry.Addresses));
    }
}
