using System.Text;

namespace GetXByY.Winsock.Tests;

public unsafe class WsadataWriterTests
{
    [Theory]
    [InlineData(0x0000, 0x0202, false)]
    [InlineData(0x0100, 0x0202, false)]
    [InlineData(0x0200, 0x0202, false)]
    [InlineData(0x0001, 0x0001, true)]
    [InlineData(0x0101, 0x0101, true)]
    [InlineData(0x0201, 0x0101, true)]
    [InlineData(0xFF01, 0x0101, true)]
    [InlineData(0x0002, 0x0002, true)]
    [InlineData(0x0102, 0x0102, true)]
    [InlineData(0x0202, 0x0202, true)]
    [InlineData(0x0302, 0x0202, true)]
    [InlineData(0x0003, 0x0202, true)]
    [InlineData(0x0103, 0x0202, true)]
    [InlineData(0xFFFF, 0x0202, true)]
    public void Negotiate_Version_GivesTheHighestNotAbove(int requested, int agreed, bool isSupported)
    {
        Assert.Equal((ushort)agreed, WsadataWriter.Negotiate((ushort)requested, out bool supported));
        Assert.Equal(isSupported, supported);
    }

    [Theory]
    [InlineData(8, 0x0101, 4, 6, 16, 273, 8)]
    [InlineData(4, 0x0101, 390, 392, 4, 261, 396)]
    [InlineData(8, 0x0202, 4, 6, 16, 273, 8)]
    [InlineData(4, 0x0202, 390, 392, 4, 261, 396)]
    public void Write_Layout_PutsEachFieldWhereWindowsHasIt(
        int pointerSize, int version, int sockets, int datagram, int description, int status, int vendor)
    {
        var layout = new StructureLayout(pointerSize);
        using var block = new NativeBlock(layout.WsadataSize, 1);
        WsadataWriter.Write((byte*)block.Address, (ushort)version, layout);

        Assert.True(block.AreGuardsUntouched);
        Assert.Equal(version, BitConverter.ToUInt16(block.Bytes));
        Assert.Equal(0x0202, BitConverter.ToUInt16(block.Bytes[2..]));
        Assert.Equal(version == 0x0101 ? 32_767 : 0, BitConverter.ToUInt16(block.Bytes[sockets..]));
        Assert.Equal(version == 0x0101 ? 65_467 : 0, BitConverter.ToUInt16(block.Bytes[datagram..]));
        Assert.Equal("WinSock 2.0\0", Encoding.ASCII.GetString(block.Bytes.Slice(description, 12)));
        Assert.Equal(0xA5, block.Bytes[description + 12]);
        Assert.Equal("Running\0", Encoding.ASCII.GetString(block.Bytes.Slice(status, 8)));
        Assert.Equal(0xA5, block.Bytes[status + 8]);
        Assert.Equal(-1, block.Bytes.Slice(vendor, pointerSize).IndexOfAnyExcept((byte)0xA5));
    }

    [Fact]
    public void Wsadata_Written_ReadsThroughItsMembers()
    {
        WSADATA data = default;
        WsadataWriter.Write((byte*)&data, 0x0001, StructureLayout.Process);
        Assert.Equal(0x0001, data.wVersion);
        Assert.Equal(0x0202, data.wHighVersion);
        Assert.Equal("WinSock 2.0", data.szDescription);
        Assert.Equal("Running", data.szSystemStatus);
        Assert.Equal(32_767, data.iMaxSockets);
        Assert.Equal(65_467, data.iMaxUdpDg);
        Assert.Equal(0, data.lpVendorInfo);
    }
}
