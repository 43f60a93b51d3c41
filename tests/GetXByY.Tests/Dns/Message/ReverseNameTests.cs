using System.Net;
using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class ReverseNameTests
{
    [Fact]
    public void TryWrite_IPv4_IsDecimalLastFirst()
    {
        Assert.Equal(
            Wire.Hex("02 3130 01 30 03 313932 03 323535 07 696e2d61646472 04 61727061 00"),
            Written([255, 192, 0, 10]));
    }

    [Theory]
    [InlineData("127.0.0.1", "1.0.0.127.in-addr.arpa")]
    [InlineData("255.255.255.255", "255.255.255.255.in-addr.arpa")]
    [InlineData("0.0.0.0", "0.0.0.0.in-addr.arpa")]
    [InlineData("4321:0:1:2:3:4:567:89ab",
        "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa")]
    [InlineData("::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa")]
    public void TryWrite_Address_IsItsNameInTheRfc(string address, string name)
    {
        Assert.Equal(Wire.Name(name), Written(IPAddress.Parse(address).GetAddressBytes()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(17)]
    public void TryWrite_OtherLength_IsRefused(int length)
    {
        Assert.Null(Written(new byte[length]));
    }

    [Fact]
    public void TryWrite_SmallDestination_IsRefused()
    {
        Assert.False(ReverseName.TryWrite([1, 2, 3, 4], new byte[29], out _));
        Assert.True(ReverseName.TryWrite([255, 255, 255, 255], new byte[30], out int length));
        Assert.Equal(30, length);
        Assert.False(ReverseName.TryWrite(new byte[16], new byte[73], out _));
        Assert.True(ReverseName.TryWrite(new byte[16], new byte[74], out length));
        Assert.Equal(74, length);
    }

    private static byte[]? Written(byte[] address)
    {
        byte[] name = new byte[ReverseName.MaxLength];
        return ReverseName.TryWrite(address, name, out int length) ? name[..length] : null;
    }
}
