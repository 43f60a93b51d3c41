using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Tests.RealServers;

/// <summary>Look-ups at an unbound that forwards.</summary>
public sealed class ForwardingTests
{
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_ForwardedName_IsAskedOnceAndThenKept()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.Add("www.up.test", "192.0.2.1", "2001:db8::1");
        Assert.Equal("192.0.2.1 2001:db8::1", await p.Resolver.AddressesAsync("www.up.test"));
        Assert.Equal("192.0.2.1 2001:db8::1", await p.Resolver.AddressesAsync("WWW.up.test"));
        Assert.Equal(2, p.Upstream.QueryCount);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_ChainOfAliases_IsFollowedByUnbound()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.AddAlias("a.up.test", "b.up.test");
        p.Upstream.AddAlias("b.up.test", "c.other.test");
        p.Upstream.AddAlias("c.other.test", "d.other.test");
        p.Upstream.Add("d.other.test", "192.0.2.4", "2001:db8::4");
        HostEntry entry = await p.Resolver.Resolver.GetHostByNameAsync("a.up.test");
        Assert.Equal("d.other.test", entry.Name);
        Assert.Equal(["a.up.test", "b.up.test", "c.other.test"], entry.Aliases);
        Assert.Equal("192.0.2.4 2001:db8::4", ResolverUnderTest.Sorted(entry.Addresses));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByAddress_ForwardedAddress_FindsAllItsNames()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        IPAddress four = IPAddress.Parse("192.0.2.50"), six = IPAddress.Parse("2001:db8::50");
        p.Upstream.AddPointer(four, "one.up.test");
        p.Upstream.AddPointer(four, "two.up.test");
        p.Upstream.AddPointer(six, "six.up.test");
        HostEntry entry = await p.Resolver.Resolver.GetHostByAddressAsync(four);
        Assert.Equal(["one.up.test", "two.up.test"], entry.Aliases.Append(entry.Name).Order());
        Assert.Equal("six.up.test", (await p.Resolver.Resolver.GetHostByAddressAsync(six)).Name);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_ManyAddresses_ComeOverTcpAllTheWay()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.Add("big.up.test", [.. RealRecords.Big, .. RealRecords.BigSix]);
        string expected = ResolverUnderTest.Sorted(RealRecords.Big.Concat(RealRecords.BigSix));
        Assert.Equal(expected, await p.Resolver.AddressesAsync("big.up.test"));
        Assert.Contains(p.Upstream.Queries, q => q.OverTcp);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_IdnThroughUnbound_IsAskedInAscii()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.Add("xn--strae-oqa.up.test", "192.0.2.6");
        Assert.Equal("192.0.2.6", await p.Resolver.AddressesAsync("straße.up.test", AddressFamily.InterNetwork));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_NothingUpstream_TellsWhy()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.Add("four.up.test", "192.0.2.4");
        p.Upstream.AddAlias("dangling.up.test", "nowhere.up.test");
        p.Upstream.AddAlias("loop.up.test", "pool.up.test");
        p.Upstream.AddAlias("pool.up.test", "loop.up.test");
        p.Upstream.Behave("broken.up.test", ServerBehaviour.Code(AnswerCode.ServerFailure));
        p.Upstream.Behave("refused.up.test", ServerBehaviour.Code(AnswerCode.Refused));
        Assert.Equal(LookupError.HostNotFound, await p.Resolver.ErrorAsync("nowhere.up.test"));
        Assert.Equal(LookupError.HostNotFound, await p.Resolver.ErrorAsync("dangling.up.test"));
        Assert.Equal(LookupError.NoData, await p.Resolver.ErrorAsync("four.up.test", AddressFamily.InterNetworkV6));
        Assert.Equal(LookupError.TryAgain, await p.Resolver.ErrorAsync("broken.up.test"));
        // A forwarder makes SERVFAIL of a refusal and of a loop.
        Assert.Equal(LookupError.TryAgain, await p.Resolver.ErrorAsync("refused.up.test"));
        Assert.Equal(LookupError.TryAgain, await p.Resolver.ErrorAsync("loop.up.test"));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_UpstreamSilent_EndsWhenUnboundGivesUp()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.Behave("silent.up.test", ServerBehaviour.Silence);
        LookupResult<HostEntry> result = await p.Resolver.Resolver.TryGetHostByNameAsync(
            "silent.up.test", AddressFamily.InterNetwork);
        Assert.Equal(LookupError.TryAgain, result.Error);
        // It was unbound's SERVFAIL that ended it, no time of ours.
        Assert.Contains("failed", result.Reason);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_OneFamilySilent_FindsTheOther()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.Add("half.up.test", "192.0.2.5", "2001:db8::5");
        p.Upstream.Behave("half.up.test", ServerBehaviour.Silence, QuestionType.Aaaa);
        Assert.Equal("192.0.2.5", await p.Resolver.AddressesAsync("half.up.test"));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_SearchListThroughUnbound_GoesOnAfterNamesThatAreNot()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync("search one.test two.test\noptions ndots:2");
        p.Upstream.Add("host.sub.two.test", "192.0.2.7");
        Assert.Equal("192.0.2.7", await p.Resolver.AddressesAsync("host.sub", AddressFamily.InterNetwork));
        Assert.Equal(["host.sub.one.test", "host.sub.two.test"], p.Upstream.Queries.Select(q => q.Name));
        Assert.Equal(LookupError.HostNotFound, await p.Resolver.ErrorAsync("host.none"));
        await p.Upstream.WaitForQueriesAsync("host.none", 1);
    }
}
