using System.Net;
using System.Net.Sockets;
using GetXByY.Databases;

namespace GetXByY.Tests.Databases;

public sealed class KeptHostsTests
{
    private readonly KeptHosts _hosts = new();

    [Fact]
    public void Find_AnotherSpellingOrFamily_FindsNothing()
    {
        KeptHost host = Host("name.test");
        Assert.Null(_hosts.Put(host));
        Assert.Same(host, _hosts.Find("name.test", AddressFamily.InterNetwork));
        Assert.Null(_hosts.Find("Name.test", AddressFamily.InterNetwork));
        Assert.Null(_hosts.Find("name.test.", AddressFamily.InterNetwork));
        Assert.Null(_hosts.Find("name.test", AddressFamily.Unspecified));
    }

    [Fact]
    public void Put_TheSameNameAgain_TakesItsPlace()
    {
        KeptHost first = Host("name.test"), second = Host("name.test");
        _hosts.Put(first);
        Assert.Same(first, _hosts.Put(second));
        Assert.Same(second, _hosts.Find("name.test", AddressFamily.InterNetwork));
        Assert.Equal((1, false, true), (_hosts.Count, _hosts.Has(first), _hosts.Has(second)));
    }

    [Fact]
    public void Remove_AnEarlierHostOfTheName_LeavesTheLaterOne()
    {
        KeptHost first = Host("name.test"), second = Host("name.test");
        _hosts.Put(first);
        _hosts.Put(second);
        _hosts.Remove(first);
        Assert.True(_hosts.Has(second));
        _hosts.Remove(second);
        Assert.Equal(0, _hosts.Count);
    }

    [Fact]
    public void Put_ThousandsOfNames_TellsEachThatItTakesThePlaceOf()
    {
        var there = new HashSet<KeptHost>();
        for (int i = 0; i < 5000; i++)
        {
            KeptHost host = Host($"host{i}.example.test");
            there.Add(host);
            if (_hosts.Put(host) is { } lost)
                Assert.True(there.Remove(lost));
        }
        // When the places grow some more may lose theirs.
        Assert.InRange(_hosts.Count, 4999, there.Count);
        foreach (KeptHost host in there)
            Assert.Equal(_hosts.Has(host), _hosts.Find(host.Name, host.Family) == host);
    }

    private static KeptHost Host(string name) =>
        new(name, AddressFamily.InterNetwork, new HostEntry(name, [], [IPAddress.Loopback]), new ToldAnswer(), null, 1000);
}
