using System.Net;
using System.Net.NetworkInformation;
using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("2001:DB8::a")]
    [InlineData("::ffff:192.0.2.1")]
    [InlineData("fe80::1%2")]
    [InlineData("fe80::1%4294967295")]
    public void TryParse_Address_GivesIt(string text)
    {
        Assert.True(AddressText.TryParse(text, out IPAddress? address, out string reason));
        Assert.Equal(IPAddress.Parse(text), address);
        Assert.Empty(reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("010.0.0.1")]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.4.")]
    [InlineData("1.2.3.4:53")]
    [InlineData("1.2.3.4%2")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("[::1]")]
    [InlineData("[::1]:53")]
    [InlineData("::1/64")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("fe80::1%")]
    [InlineData("fe80::1%0")]
    [InlineData("fe80::1%4294967296")]
    [InlineData("fe80::1%-1")]
    [InlineData("fe80::1%1%2")]
    [InlineData("fe80::1%no-such-interface")]
    public void TryParse_NoAddress_TellsWhy(string text)
    {
        Assert.False(AddressText.TryParse(text, out IPAddress? address, out string reason));
        Assert.Null(address);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void TryParse_NameOfAnInterface_GivesItsNumber()
    {
        // Windows has names with spaces, which no file of words can have
        if (OperatingSystem.IsWindows())
            return;
        NetworkInterface network = NetworkInterface.GetAllNetworkInterfaces()[0];

        Assert.True(AddressText.TryParse($"fe80::1%{network.Name}", out IPAddress? address, out _));
        Assert.Equal(IPAddress.Parse($"fe80::1%{network.Name}").ScopeId, address.ScopeId);
        Assert.NotEqual(0, address.ScopeId);
    }
}
