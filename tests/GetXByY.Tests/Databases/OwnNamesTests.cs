using System.Net;
using System.Net.Sockets;
using GetXByY.Databases;

namespace GetXByY.Tests.Databases;

public sealed class OwnNamesTests
{
    private readonly OwnNames _source = new("box.example");

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("a.localhost")]
    public void FindByName_LocalHost_IsLoopback(string name)
    {
        HostEntry entry = _source.FindByName(name, AddressFamily.Unspecified)!;

        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], entry.Addresses);
    }

    [Theory]
    [InlineData("box")]
    [InlineData("example")]
    [InlineData("other.example")]
    [InlineData("")]
    public void FindByName_OtherNames_AreNotKnown(string name)
    {
        Assert.Null(_source.FindByName(name, AddressFamily.Unspecified));
    }

    [Fact]
    public void FindByName_OwnName_HasTheAddressesOfTheInterfaces()
    {
        IPAddress[] addresses = LocalHostEntry.InterfaceAddresses();
        HostEntry? entry = _source.FindByName("BOX.example.", AddressFamily.Unspecified);

        Assert.Equal(addresses, entry?.Addresses ?? []);
        Assert.All(addresses, a => Assert.Equal("box.example", _source.FindByAddress(a)?.Name));
    }

    [Fact]
    public void FindByAddress_LoopbackAndForeign_AreLocalHostAndNobody()
    {
        Assert.Equal("localhost", _source.FindByAddress(IPAddress.IPv6Loopback)?.Name);
        Assert.Null(_source.FindByAddress(IPAddress.Parse("192.0.2.1")));
        Assert.Null(new OwnNames("").FindByName("", AddressFamily.Unspecified));
    }
}
