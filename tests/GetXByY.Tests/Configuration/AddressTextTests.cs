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

    // Its own reader of four numbers, against .NET's.
    [Fact]
    public void TryParse_DigitsAndDots_TakesWhatDotNetWritesTheSame()
    {
        uint state = 1;
        int addresses = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = string.Join('.', Enumerable.Range(0, Next(2) == 0 ? 4 : 3 + Next(3)).Select(_ => Number()));
            bool isOne = IPAddress.TryParse(text, out IPAddress? expected) && expected.ToString() == text;
            Assert.True(isOne == AddressText.TryParse(text, out IPAddress? address, out _), text);
            if (isOne)
                Assert.Equal(expected, address);
            addresses += isOne ? 1 : 0;
        }
        Assert.InRange(addresses, 1000, 199_000);

        int Next(int below)
        {
            state = 1_664_525 * state + 1_013_904_223;
            return (int)((state >> 8) % (uint)below);
        }

        string Number() => Next(12) switch
        {
            0 => "",
            1 => "0",
            2 => "0" + Next(300),
            3 => $"{Next(2000)}",
            _ => $"{Next(260)}",
        };
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
