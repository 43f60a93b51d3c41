using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Databases;
using GetXByY.Dns.Message;

namespace GetXByY.Winsock.Tests;

/// <summary>What a name server answered is laid out as the entry that would have been made of it.</summary>
public class HostAnswerTests
{
    [Theory]
    [InlineData(8, "192.0.2.1")]
    [InlineData(4, "192.0.2.1", "192.0.2.2", "192.0.2.3")]
    [InlineData(8, "2001:db8::1", "2001:db8::2")]
    public void Write_AnyLength_WritesWhatTheEntryHas(int pointerSize, params string[] addresses)
    {
        var layout = new StructureLayout(pointerSize);
        IPAddress[] parsed = [.. addresses.Select(IPAddress.Parse)];
        AnswerData data = Answer("\u0003www\u0007example\0", ["a.test", "b.test"], parsed);
        var entry = new HostEntry("www.example", ["a.test", "b.test"], parsed);
        int size = HostentWriter.SizeOf(entry, data.Family, layout);
        using var ofAnswer = new NativeBlock(size + 1);
        for (int length = 0; length <= size + 1; length++)
        {
            ofAnswer.Bytes.Fill(0xA5);
            int needed = HostentWriter.Write(new HostAnswer().Of(data), ofAnswer.Address, length, layout);
            byte[] answered = ofAnswer.Bytes.ToArray();
            // In the same memory, because there are pointers in it.
            ofAnswer.Bytes.Fill(0xA5);
            Assert.Equal(HostentWriter.Write(entry, data.Family, ofAnswer.Address, length, layout), needed);
            Assert.Equal(ofAnswer.Bytes.ToArray(), answered);
        }
    }

    [Fact]
    public void Write_NameThatIsNoHosts_IsEscapedAsInTheEntry()
    {
        AnswerData data = Answer("\u0003a.b\u0003\u0001 \\\0", [], [IPAddress.Loopback]);
        using var block = new NativeBlock(200);
        HostentWriter.Write(new HostAnswer().Of(data), block.Address, 200, StructureLayout.Win64);
        Assert.Contains(@"a\.b.\001\032\\" + "\0", Encoding.ASCII.GetString(block.Bytes), StringComparison.Ordinal);
        Assert.Equal(@"a\.b.\001\032\\", data.CanonicalName);
    }

    [Fact]
    public void Fill_Again_LeavesNothingOfTheFirst()
    {
        AnswerData data = Answer("\u0007longest\u0003one\0", ["x.test"], [IPAddress.Loopback, IPAddress.Broadcast]);
        _ = (data.CanonicalName, data.Addresses);
        data.Fill(AddressFamily.InterNetworkV6, 7, "\u0001a\0"u8, []);
        data.FillAddresses(IPAddress.IPv6Loopback.GetAddressBytes(), [0]);
        Assert.Equal("a", data.CanonicalName);
        Assert.Equal([IPAddress.IPv6Loopback], data.Addresses);
        Assert.Equal((0, 7u), (data.Aliases.Count, data.Ttl));
    }

    private static AnswerData Answer(string name, string[] aliases, IPAddress[] addresses)
    {
        var data = new AnswerData();
        byte[] octets = [.. addresses.SelectMany(a => a.GetAddressBytes())];
        int length = octets.Length / addresses.Length;
        data.Fill(addresses[0].AddressFamily, 60, Encoding.Latin1.GetBytes(name), aliases);
        data.FillAddresses(octets, [.. Enumerable.Range(0, addresses.Length).Select(i => (ushort)(i * length))]);
        return data;
    }
}
