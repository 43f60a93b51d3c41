namespace GetXByY.Winsock.Tests;

public class ServentWriterTests
{
    private static readonly ServiceEntry s_http = new("http", 80, "tcp", ["www", "www-http"]);

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Write_EnoughMemory_LaysThingsOutInTheirOrder(int pointerSize)
    {
        using var block = new NativeBlock(200, 5);
        int needed = ServentWriter.Write(s_http, block.Address, block.Length, new StructureLayout(pointerSize));
        var read = new StructureReader(block, pointerSize);

        Assert.Equal(4 * pointerSize, read.AliasArray);
        int strings = 7 * pointerSize;
        Assert.Equal(strings, read.NameOffset);
        Assert.Equal(strings + 5, read.ProtocolOffset);
        Assert.Equal([strings + 9, strings + 13], read.AliasOffsets);
        Assert.Equal(strings + 22, needed);
        Assert.Equal(needed, ServentWriter.SizeOf(s_http, new StructureLayout(pointerSize)));
        Assert.Equal("http", read.Name);
        Assert.Equal("tcp", read.Protocol);
        Assert.Equal(["www", "www-http"], read.Aliases);
        Assert.Equal("0050", read.PortBytes);
    }

    [Fact]
    public void Write_PortAbove32767_KeepsAllItsBits()
    {
        using var block = new NativeBlock(100);
        ServentWriter.Write(new ServiceEntry("s", 0xFEDC, "udp"), block.Address, block.Length, StructureLayout.Win64);
        Assert.Equal("FEDC", new StructureReader(block, 8).PortBytes);
    }

    // 32 for the structure, 8 for the end of the list, 5 for the name, 4 for the protocol, 12 and 17 for an alias
    [Theory]
    [InlineData(40, null, "", 0)]
    [InlineData(41, "", "", 0)]
    [InlineData(44, "", "tcp", 0)]
    [InlineData(45, "http", "", 0)]
    [InlineData(48, "http", "", 0)]
    [InlineData(49, "http", "tcp", 0)]
    [InlineData(60, "http", "tcp", 0)]
    [InlineData(61, "http", "tcp", 1)]
    [InlineData(77, "http", "tcp", 1)]
    [InlineData(78, "http", "tcp", 2)]
    public void Write_TooSmall_GivesRoomToNameThenProtocolThenAliases(
        int length, string? name, string protocol, int aliases)
    {
        using var block = new NativeBlock(length);
        Assert.Equal(78, ServentWriter.Write(s_http, block.Address, length, StructureLayout.Win64));
        Assert.True(block.AreGuardsUntouched);
        Assert.Equal(name is null, block.IsUntouched);
        if (name is not null)
        {
            var read = new StructureReader(block, 8);
            Assert.Equal(name, read.Name);
            Assert.Equal(protocol, read.Protocol);
            Assert.Equal(aliases, read.Aliases.Count);
            Assert.Equal("0050", read.PortBytes);
        }
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, 3)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    public void Write_EveryLength_StaysInsideAndCanBeRead(int pointerSize, int misalignment)
    {
        var layout = new StructureLayout(pointerSize);
        ServiceEntry[] entries = [s_http, new("", 0, ""), new("x", 1, "", [""]), new("é", 65_535, "日本", ["ß", "y"])];
        foreach (ServiceEntry entry in entries)
        {
            int needed = ServentWriter.SizeOf(entry, layout);
            for (int length = 0; length <= needed + 1; length++)
            {
                using var block = new NativeBlock(length, misalignment);
                Assert.Equal(needed, ServentWriter.Write(entry, block.Address, length, layout));
                Assert.True(block.AreGuardsUntouched);
                Assert.Equal(length < (5 * pointerSize) + 1, block.IsUntouched);
                if (block.IsUntouched)
                {
                    continue;
                }
                var read = new StructureReader(block, pointerSize);
                Assert.True(read.Name == entry.Name || (read.Name == "" && length < needed));
                Assert.True(read.Protocol == entry.Protocol || (read.Protocol == "" && length < needed));
                Assert.Equal(entry.Aliases.Take(read.Aliases.Count), read.Aliases);
                Assert.Equal(length >= needed, read.Aliases.Count == entry.Aliases.Count && length >= needed);
            }
        }
    }
}
