using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

/// <summary>What is asked for, and what becomes of the answer.</summary>
public class AnswerTests : AddressInfoFixture
{
    [Theory]
    [InlineData(0, "127.0.0.1:0 0 0", "[::1]:0 0 0")]
    [InlineData(WinSock.AI_PASSIVE, "0.0.0.0:0 0 0", "[::]:0 0 0")]
    public void NoName_WithAService_IsLoopbackOrAny(int flags, string ipv4, string ipv6)
    {
        Call.Hints.ai_flags = flags;
        Assert.Equal([ipv4, ipv6], CompleteKnown(null, ""));
        Call.Hints.ai_family = WinSock.AF_INET6;
        Assert.Equal([ipv6.Replace(":0 ", ":53 ", StringComparison.Ordinal)], CompleteKnown(null, "53"));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7:0 0 0 192.0.2.7")]
    [InlineData("127.1", "127.0.0.1:0 0 0 127.1")]
    [InlineData("2001:db8::7", "[2001:db8::7]:0 0 0 2001:db8::7")]
    [InlineData("[beef::cafe]", "[beef::cafe]:0 0 0 beef::cafe")]
    [InlineData("[beef::cafe]:10239", "[beef::cafe]:0 0 0 beef::cafe")]
    [InlineData("fe80::1%3", "[fe80::1%3]:0 0 0 fe80::1%3")]
    public void Name_AnAddressInText_IsItselfWithoutALookup(string name, string result)
    {
        Call.Hints.ai_flags = WinSock.AI_CANONNAME | WinSock.AI_NUMERICHOST;
        Assert.Equal([result], CompleteKnown(name, null));
    }

    [Fact]
    public void Name_Ipv4WhereIpv6IsWanted_CanBeMapped()
    {
        Call.Hints.ai_family = WinSock.AF_INET6;
        Call.Hints.ai_flags = WinSock.AI_V4MAPPED;
        Assert.Equal(["[::ffff:192.0.2.7]:0 0 0"], CompleteKnown("192.0.2.7", null));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("..localmachine", "")]
    [InlineData("host.example", "host.example")]
    [InlineData("[host]", "[host]")]
    public void Name_Asked_IsThisOne(string name, string asked)
    {
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start(name));
        Assert.Equal(LookupKind.HostByName, Engine.Last.Kind);
        Assert.Equal(asked, Text(Engine.Last.Argument));
    }

    [Theory]
    [InlineData(WinSock.AF_UNSPEC, 0, AddressFamily.Unspecified)]
    [InlineData(WinSock.AF_INET, 0, AddressFamily.InterNetwork)]
    [InlineData(WinSock.AF_INET, WinSock.AI_V4MAPPED, AddressFamily.InterNetwork)]
    [InlineData(WinSock.AF_INET6, 0, AddressFamily.InterNetworkV6)]
    [InlineData(WinSock.AF_INET6, WinSock.AI_ALL, AddressFamily.InterNetworkV6)]
    [InlineData(WinSock.AF_INET6, WinSock.AI_V4MAPPED, AddressFamily.Unspecified)]
    public void Family_OfTheHints_IsAskedFor(int family, int flags, AddressFamily asked)
    {
        Call.Hints.ai_family = family;
        Call.Hints.ai_flags = flags;
        Call.Start();
        Assert.Equal(asked, Engine.Last.Family);
    }

    [Theory]
    [InlineData(WinSock.AF_INET, 0, "192.0.2.1")]
    [InlineData(WinSock.AF_INET6, WinSock.AI_V4MAPPED, "2001:db8::1")]
    [InlineData(WinSock.AF_INET6, WinSock.AI_V4MAPPED | WinSock.AI_ALL, "2001:db8::1 ::ffff:192.0.2.1")]
    [InlineData(WinSock.AF_UNSPEC, WinSock.AI_V4MAPPED | WinSock.AI_ALL, "192.0.2.1 2001:db8::1")]
    public void Families_Found_AreThoseOfTheHints(int family, int flags, string addresses)
    {
        Call.Hints.ai_family = family;
        Call.Hints.ai_flags = flags;
        Call.Start();
        Assert.Equal(
            addresses.Split(' ').Select(each => each.Contains(':') ? $"[{each}]:0 0 0" : $"{each}:0 0 0"),
            Complete(Host("192.0.2.1", "2001:db8::1")));
    }

    [Fact]
    public void V4Mapped_NoIpv6_MapsIpv4()
    {
        Call.Hints.ai_family = WinSock.AF_INET6;
        Call.Hints.ai_flags = WinSock.AI_V4MAPPED;
        Call.Start();
        Assert.Equal(["[::ffff:192.0.2.1]:0 0 0"], Complete(Host("192.0.2.1")));
    }

    [Fact]
    public void Addresses_OnlyOfAnotherFamily_AreNoData()
    {
        Call.Hints.ai_family = WinSock.AF_INET6;
        Call.Start();
        Engine.Complete(Host("192.0.2.1"));
        Assert.Equal(WinSock.WSANO_DATA, Call.Outcome());
        Assert.Equal(0, Provider.Heap.Blocks);
    }

    [Fact]
    public void Hints_TypeAndProtocol_AreThoseOfTheResults()
    {
        Call.Hints.ai_flags = WinSock.AI_BYPASS_DNS_CACHE;
        Call.Hints.ai_socktype = WinSock.SOCK_STREAM;
        Call.Hints.ai_protocol = 999; // Windows looks at it only for a service's name
        Call.Start(service: "80");
        Assert.Equal(["192.0.2.1:80 1 999"], Complete(Host("192.0.2.1")));
    }

    [Theory]
    [InlineData(0, 0, "53 1 0", "53 2 0")]
    [InlineData(WinSock.SOCK_DGRAM, 0, "53 2 0")]
    [InlineData(0, WinSock.IPPROTO_TCP, "53 1 6")]
    public void Service_ByName_GivesEachAddressForEachTransport(int socketType, int protocol, params string[] ports)
    {
        Call.Hints.ai_socktype = socketType;
        Call.Hints.ai_protocol = protocol;
        Call.Start(service: "domain");
        Assert.Equal(
            from address in new[] { "192.0.2.1", "192.0.2.2" }
            from port in ports
            select $"{address}:{port}",
            Complete(Host("192.0.2.1", "192.0.2.2")));
    }

    [Theory]
    [InlineData(WinSock.AI_CANONNAME, "web.corp.example")]
    [InlineData(WinSock.AI_FQDN, "www.corp.example")]
    public void CanonicalName_Wanted_StandsInTheFirstAlone(int flags, string name)
    {
        Call.Hints.ai_flags = flags;
        Call.Start("www");
        var host = new HostEntry(
            "web.corp.example",
            ["www.corp.example"],
            [System.Net.IPAddress.Loopback, System.Net.IPAddress.IPv6Loopback]);
        Assert.Equal([$"127.0.0.1:0 0 0 {name}", "[::1]:0 0 0"], Complete(host));
    }

    [Theory]
    [InlineData(0, true, true, true, true)]
    [InlineData(WinSock.AI_ADDRCONFIG, true, false, true, false)]
    [InlineData(WinSock.AI_ADDRCONFIG, false, true, false, true)]
    [InlineData(WinSock.AI_ADDRCONFIG, false, false, true, true)]
    public void AddrConfig_OneFamilyHere_AsksForThatAlone(
        int flags, bool hasIpv4, bool hasIpv6, bool asksIpv4, bool asksIpv6)
    {
        var choice = new FamilyChoice(new AddressInfoHints(flags, 0, 0, 0, false), hasIpv4, hasIpv6);
        Assert.Equal((asksIpv4, asksIpv6), (choice.AsksIpv4, choice.AsksIpv6));
    }

    [Fact]
    public void AddrConfig_WantedFamilyIsNotHere_AsksForNothing()
    {
        var hints = new AddressInfoHints(WinSock.AI_ADDRCONFIG, WinSock.AF_INET6, 0, 0, false);
        var choice = new FamilyChoice(hints, hasIpv4: true, hasIpv6: false);
        Assert.False(choice.AsksIpv4 || choice.AsksIpv6);
    }

    /// <summary>Starts what needs no look-up, and completes it as the engine does.</summary>
    private string[] CompleteKnown(string? name, string? service)
    {
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start(name, service));
        Assert.Equal((LookupKind.Settled, 0u), (Engine.Last.Kind, Engine.Last.Number));
        Engine.Complete(new LookupResult<object>(LookupError.None, ""));
        Assert.Equal(0, Call.Outcome());
        return Call.Take();
    }

    private string[] Complete(HostEntry host)
    {
        Engine.Complete(host);
        Assert.Equal(0, Call.Outcome());
        string[] results = Call.Take();
        Assert.Equal(0, Provider.Heap.Blocks);
        return results;
    }
}
