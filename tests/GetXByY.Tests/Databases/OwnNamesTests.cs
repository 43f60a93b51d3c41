using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using GetXByY.Databases;

namespace GetXByY.Tests.Databases;

public sealed class OwnNamesTests
{
    private static readonly IPAddress[] s_interfaces =
        [IPAddress.Parse("192.0.2.5"), IPAddress.Parse("2001:db8::5"), IPAddress.Parse("fe80::5%2")];

    private static readonly IPAddress[] s_gateways = [IPAddress.Parse("192.0.2.254")];

    private readonly OwnNames _source = new("box.example", new OwnAddresses(s_interfaces, s_gateways, s_interfaces[..2]));

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("a.localhost")]
    [InlineData("localhost.localdomain")]
    [InlineData("a.LocalHost.LocalDomain.")]
    public void FindByName_LocalHost_IsLoopback(string name)
    {
        HostEntry entry = _source.FindByName(name, AddressFamily.Unspecified)!;

        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], entry.Addresses);
    }

    [Theory]
    [InlineData("box")]
    [InlineData("example")]
    [InlineData("other.example")]
    [InlineData("localdomain")]
    [InlineData("xlocalhost.localdomain")]
    [InlineData("gateway")]
    [InlineData("")]
    public void FindByName_OtherNames_AreNotKnown(string name)
    {
        Assert.Null(_source.FindByName(name, AddressFamily.Unspecified));
    }

    [Fact]
    public void FindByName_OwnName_HasTheAddressesOfTheInterfaces()
    {
        Assert.Equal(s_interfaces, _source.FindByName("BOX.example.", AddressFamily.Unspecified)?.Addresses);
        Assert.Equal(s_interfaces[..1], _source.FindByName("box.example", AddressFamily.InterNetwork)?.Addresses);
        Assert.All(s_interfaces, a => Assert.Equal("box.example", _source.FindByAddress(a)?.Name));
        Assert.Equal("box.example", _source.FindByAddress(IPAddress.Parse("fe80::5"))?.Name);
    }

    [Fact]
    public void FindByName_Gateway_HasItsAddresses()
    {
        Assert.Equal(s_gateways, _source.FindByName("_Gateway", AddressFamily.Unspecified)?.Addresses);
        Assert.Null(_source.FindByName("_gateway", AddressFamily.InterNetworkV6));
    }

    // A machine is its own neighbour where it has no other address.
    [Fact]
    public void FindByName_OwnNameWithoutAddresses_IsThatOfLoopbackForTheMachine()
    {
        var source = new OwnNames("box.example", OwnAddresses.None);
        IPAddress own = IPAddress.Parse("127.0.0.2");
        Assert.Equal([own, IPAddress.IPv6Loopback], source.FindByName("box.example", AddressFamily.Unspecified)?.Addresses);
        Assert.Equal([own], source.FindByName("box.example", AddressFamily.InterNetwork)?.Addresses);
        Assert.Equal("box.example", source.FindByAddress(own)?.Name);
        Assert.Equal("localhost", source.FindByAddress(IPAddress.Loopback)?.Name);
        Assert.Null(source.FindByName("_gateway", AddressFamily.Unspecified));
        Assert.Null(source.FindByName("_outbound", AddressFamily.Unspecified));
    }

    [Fact]
    public void FindByName_Outbound_HasTheAddressesThatAreSentFrom() =>
        Assert.Equal(s_interfaces[..2], _source.FindByName("_outbound.", AddressFamily.Unspecified)?.Addresses);

    [Fact]
    public void Read_OwnAddresses_AreThoseOfTheInterfacesWithoutLoopback()
    {
        IPAddress[] all = [.. NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses.Select(a => a.Address))];
        var own = OwnAddresses.Read();
        Assert.Equal(all.ToHashSet(), own.Interfaces.ToHashSet());
        Assert.Subset(own.Interfaces.ToHashSet(), own.Outbound.ToHashSet());
        Assert.True(own.Outbound.Count <= own.Gateways.Count);
        Assert.True(own.IsLike(OwnAddresses.Read()));
        Assert.False(own.IsLike(new OwnAddresses([.. own.Interfaces, s_gateways[0]], own.Gateways, own.Outbound)));
    }

    [Fact]
    public void FindByAddress_LoopbackAndForeign_AreLocalHostAndNobody()
    {
        Assert.Equal("localhost", _source.FindByAddress(IPAddress.IPv6Loopback)?.Name);
        Assert.Null(_source.FindByAddress(IPAddress.Parse("192.0.2.1")));
        Assert.Null(new OwnNames("", new OwnAddresses(s_interfaces, [], [])).FindByName("", AddressFamily.Unspecified));
    }
}
