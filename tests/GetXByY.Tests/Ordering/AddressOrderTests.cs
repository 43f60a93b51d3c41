using System.Net;
using GetXByY.Configuration;
using GetXByY.Ordering;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Ordering;

public sealed class AddressOrderTests
{
    private const string Ours6 = "2001:db8:1::2";
    private const string Ours4 = "198.51.100.117";

    private readonly ScriptedSources _sources = new();

    // The examples of RFC 6724 section 10.2: destinations, each with its source, in the order that is right.
    [Theory]
    [InlineData("2001:db8:1::1=2001:db8:1::2 198.51.100.121=169.254.13.78")]
    [InlineData("198.51.100.121=198.51.100.117 2001:db8:1::1=fe80::1")]
    [InlineData("2001:db8:1::1=2001:db8:1::2 10.1.2.3=10.1.2.4")]
    [InlineData("fe80::1=fe80::2 2001:db8:1::1=2001:db8:1::2")]
    [InlineData("2001:db8:1::1=2001:db8:3::1~home fe80::1=fe80::2")]
    [InlineData("2001:db8:1::1=2001:db8:1::2 fe80::1=fe80::2~deprecated")]
    [InlineData("2001:db8:1::1=2001:db8:1::2 2001:db8:3ffe::1=2001:db8:3f44::2")]
    [InlineData("2002:c633:6401::1=2002:c633:6401::2 2001:db8:1::1=2002:c633:6401::2")]
    [InlineData("2001:db8:1::1=2001:db8:1::2 2002:c633:6401::1=2002:c633:6401::2")]
    // Rule 1: what cannot be reached, whatever else. Rule 7: tunnels.
    [InlineData("192.0.2.1=198.51.100.117 2001:db8:9::1=")]
    [InlineData("2001:db8:9::1=2001:db8:1::2 2001:db8:1::1=2001:db8:8::2~tunnel")]
    public void Arrange_ExampleOfTheRfc_IsInItsOrder(string pairs)
    {
        string[] right = Script(pairs);

        Assert.Equal(right, Arranged(right));
        Assert.Equal(right, Arranged([.. right.Reverse()]));
    }

    [Fact]
    public void Arrange_NothingDecides_KeepsTheOrderOfTheAnswer()
    {
        _sources.Owns(Ours4, 24);
        string[] answer = ["203.0.113.9", "192.0.2.77", "233.252.0.1", "192.0.2.5"];
        foreach (string address in answer)
            _sources.Reaches(address, Ours4);

        Assert.Equal(answer, Arranged(answer));
    }

    // Round robin over many servers would be of no use otherwise.
    [Fact]
    public void Arrange_Ipv4BeyondTheOwnNetwork_IsNotSortedByItsBits()
    {
        _sources.Owns("192.0.2.1", 24).Reaches("8.8.8.8", "192.0.2.1").Reaches("192.1.0.1", "192.0.2.1")
            .Reaches("192.0.2.200", "192.0.2.1");

        Assert.Equal(["192.0.2.200", "8.8.8.8", "192.1.0.1"], Arranged(["8.8.8.8", "192.1.0.1", "192.0.2.200"]));
    }

    // Of an answer that is kept many are given the same entry.
    [Fact]
    public void Arrange_EntryThatIsGivenToSeveral_AsksTheSystemOnceASecondAndIsFoundAnewAfterAChangeOfThePolicy()
    {
        _sources.Owns(Ours4, 24).Reaches("192.0.2.7", Ours4).Reaches("203.0.113.9", Ours4);
        var order = new AddressOrder(_sources);
        var entry = new HostEntry("h", null, [IPAddress.Parse("192.0.2.7"), IPAddress.Parse("203.0.113.9")])
        {
            Order = new KeptOrder(),
        };
        HostEntry first = order.Arrange(entry, DefaultPolicy.Table, 5000);
        Assert.Equal(["192.0.2.7", "203.0.113.9"], first.Addresses.Select(a => $"{a}"));
        Assert.Same(first, order.Arrange(entry, DefaultPolicy.Table, 5999));
        Assert.Equal(2, _sources.Asked.Count);
        order.Arrange(entry, DefaultPolicy.Table, 6000);
        Assert.Equal(4, _sources.Asked.Count);
        using var folder = new TemporaryFolder();
        string file = folder.Write("precedence ::ffff:203.0.113.0/120 100\nprecedence ::/0 1\n");
        HostEntry other = order.Arrange(entry, new PolicyTable(GaiConf.Read(file, folder.Problems, new SettingList())), 6001);
        Assert.Equal(["203.0.113.9", "192.0.2.7"], other.Addresses.Select(a => $"{a}"));
        // But for one that is in the machine's own network, the way is known.
        Assert.Equal(4, _sources.Asked.Count);
    }

    [Fact]
    public void Arrange_NetworksThatWereAskedFor_AsksForTheOthersAlone()
    {
        _sources.Owns(Ours4, 24).Owns(Ours6, 64).Reaches("203.0.113.9", Ours4);
        var order = new AddressOrder(_sources);
        Arrange(order, 5000, "203.0.113.9", "2001:db8:5::1");
        Arrange(order, 5999, "203.0.113.77", "2001:db8:5::2");
        Assert.Equal(["203.0.113.9", "2001:db8:5::1"], _sources.Asked.Select(a => $"{a}"));
        Arrange(order, 5999, "203.0.113.78", "2001:db8:6::1");
        Assert.Equal("2001:db8:6::1", $"{_sources.Asked[^1]}");
        Assert.Equal(3, _sources.Asked.Count);
        Arrange(order, 6000, "203.0.113.77", "2001:db8:5::2");
        Assert.Equal(5, _sources.Asked.Count);
    }

    // There the source may be the address itself, or that of another interface.
    [Theory]
    [InlineData("192.0.2.200")]
    [InlineData("fe80::1%2")]
    public void Arrange_AddressOfTheOwnNetwork_IsAskedForEachTime(string address)
    {
        _sources.Owns("192.0.2.1", 24).Reaches("192.0.2.200", "192.0.2.1");
        var order = new AddressOrder(_sources);
        Arrange(order, 5000, address, "203.0.113.9");
        Arrange(order, 5001, address, "203.0.113.9");
        Assert.Equal(2, _sources.Asked.Count(a => $"{a}" == address));
    }

    private static void Arrange(AddressOrder order, uint now, params string[] addresses) =>
        order.Arrange(new HostEntry("h", null, [.. addresses.Select(IPAddress.Parse)]), DefaultPolicy.Table, now);

    // Section 2.2: bits behind the prefix of the source do not count.
    [Fact]
    public void Arrange_Ipv6OnTheSameLink_IsNotSortedByItsInterfaceIds()
    {
        _sources.Owns("2001:db8:1::2", 64).Reaches("2001:db8:1::ffff", Ours6).Reaches("2001:db8:1::3", Ours6);

        Assert.Equal(["2001:db8:1::ffff", "2001:db8:1::3"], Arranged(["2001:db8:1::ffff", "2001:db8:1::3"]));
    }

    [Fact]
    public void Arrange_PrecedenceOfTheFile_IsObeyed()
    {
        string[] right = Script("192.0.2.1=198.51.100.117 2001:db8:1::1=2001:db8:1::2");
        using var folder = new TemporaryFolder();
        GaiConf file = GaiConf.Read(folder.Write("precedence ::ffff:0:0/96 100"), folder.Problems, new SettingList());

        Assert.Equal(right, Arranged([.. right.Reverse()], new PolicyTable(file)));
    }

    // Rule 9 compares within a family only, so the rules may go round in a circle.
    [Fact]
    public void Arrange_RulesInACircle_EndsWithEachAddressOnce()
    {
        using var folder = new TemporaryFolder();
        GaiConf file = GaiConf.Read(folder.Write("precedence ::/0 1\nlabel ::/0 1"), folder.Problems, new SettingList());
        _sources.Owns(Ours6, 48).Owns("192.0.2.1", 24);
        List<string> answer = [];
        for (int i = 0; i < 40; i++)
        {
            answer.Add($"2001:db8:{1 + (i * 3 % 7)}::1");
            answer.Add(i % 2 == 0 ? $"192.0.2.{i + 2}" : $"203.0.113.{i}");
        }
        foreach (string address in answer.Distinct())
            _sources.Reaches(address, address.Contains(':') ? Ours6 : "192.0.2.1");

        Assert.Equal(answer.Order(), Arranged([.. answer], new PolicyTable(file)).Order());
    }

    [Fact]
    public void Arrange_OneAddress_AsksNothing()
    {
        Arranged(["192.0.2.1"]);
        Assert.Empty(_sources.Asked);
        Assert.Equal(0, _sources.Reads);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.254")]
    [InlineData("2001:db8:5::1", "2001:db8:5:0:ffff::1")]
    public void Arrange_OneNetworkElsewhere_AsksForNoSource(string one, string other)
    {
        _sources.Owns(Ours6, 64).Owns(Ours4, 24);
        Assert.Equal([other, one], Arranged([other, one]));
        Assert.Empty(_sources.Asked);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.3.1")]
    [InlineData("2001:db8:5::1", "2001:db8:5:1::1")]
    [InlineData("::1", "127.0.0.1")]
    [InlineData("198.51.100.1", "198.51.100.2")]
    public void Arrange_SeveralNetworksOrTheOwn_AsksForEachSource(string one, string other)
    {
        _sources.Owns(Ours4, 24);
        Arranged([one, other]);
        Assert.Equal(2, _sources.Asked.Count);
    }

    [Fact]
    public void Arrange_SystemThatCannotBeAsked_KeepsTheOrder()
    {
        string[] right = Script("2001:db8:1::1=2001:db8:1::2 10.1.2.3=10.1.2.4");
        _sources.IsSilent = true;
        Assert.Equal(right.Reverse(), Arranged([.. right.Reverse()]));
    }

    [Fact]
    public void Arrange_WithinASecond_ReadsTheOwnAddressesOnce()
    {
        var order = new AddressOrder(_sources);
        HostEntry host = HostOf([.. Script("2001:db8:1::1=2001:db8:1::2 10.1.2.3=10.1.2.4")]);
        foreach (uint now in new uint[] { uint.MaxValue - 100, 100, 898 })
            order.Arrange(host, DefaultPolicy.Table, now);
        Assert.Equal(1, _sources.Reads);
        order.Arrange(host, DefaultPolicy.Table, 899);
        Assert.Equal(2, _sources.Reads);
    }

    [Fact]
    public void Arrange_OrderThatIsRight_GivesTheSameEntry()
    {
        string[] right = Script("2001:db8:1::1=2001:db8:1::2 10.1.2.3=10.1.2.4");
        var order = new AddressOrder(_sources);
        HostEntry host = HostOf(right);
        HostEntry reversed = HostOf([.. right.Reverse()]);

        Assert.Same(host, order.Arrange(host, DefaultPolicy.Table, 0));
        HostEntry arranged = order.Arrange(reversed, DefaultPolicy.Table, 0);
        Assert.Equal(("h.example", "alias.example"), (arranged.Name, arranged.Aliases.Single()));
        // An entry may belong to a table.
        Assert.Equal(right.Reverse(), reversed.Addresses.Select(a => a.ToString()));
    }

    private string[] Arranged(string[] addresses, PolicyTable? policy = null) =>
        [.. new AddressOrder(_sources).Arrange(HostOf(addresses), policy ?? DefaultPolicy.Table, 0)
            .Addresses.Select(a => a.ToString())];

    private static HostEntry HostOf(string[] addresses) =>
        new("h.example", ["alias.example"], [.. addresses.Select(IPAddress.Parse)]);

    // destination=source or destination=source~what the source is; no source for what cannot be reached.
    private string[] Script(string pairs)
    {
        List<string> destinations = [];
        foreach (string pair in pairs.Split(' '))
        {
            string[] parts = pair.Split('=', '~');
            string mark = parts.ElementAtOrDefault(2) ?? "";
            destinations.Add(parts[0]);
            if (parts[1].Length == 0)
                continue;
            _sources.Reaches(parts[0], parts[1]).Owns(
                parts[1], parts[1].Contains(':') ? 64 : 24, mark == "deprecated", mark == "home", mark == "tunnel");
        }
        return [.. destinations];
    }
}
