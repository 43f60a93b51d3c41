namespace GetXByY.Winsock.Tests;

public class ProtoentWriterTests
{
    private static readonly ProtocolEntry s_tcp = new("tcp", 6, ["TCP"]);

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Write_EnoughMemory_LaysThingsOutInTheirOrder(int pointerSize)
    {
        using var block = new NativeBlock(100, 1);
        int needed = ProtoentWriter.Write(s_tcp, block.Address, block.Length, new StructureLayout(pointerSize));
        var read = new StructureReader(block, pointerSize);

        Assert.Equal(3 * pointerSize, read.AliasArray);
        Assert.Equal(5 * pointerSize, read.NameOffset);
        Assert.Equal([(5 * pointerSize) + 4], read.AliasOffsets);
        Assert.Equal((5 * pointerSize) + 8, needed);
        Assert.Equal(needed, ProtoentWriter.SizeOf(s_tcp, new StructureLayout(pointerSize)));
        Assert.Equal("tcp", read.Name);
        Assert.Equal(["TCP"], read.Aliases);
        Assert.Equal(6, read.Number);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Write_EveryLength_StaysInsideAndCanBeRead(int pointerSize)
    {
        var layout = new StructureLayout(pointerSize);
        int needed = ProtoentWriter.SizeOf(s_tcp, layout);
        for (int length = 0; length <= needed + 1; length++)
        {
            using var block = new NativeBlock(length, 3);
            Assert.Equal(needed, ProtoentWriter.Write(s_tcp, block.Address, length, layout));
            Assert.True(block.AreGuardsUntouched);
            int bare = (4 * pointerSize) + 1;
            Assert.Equal(length < bare, block.IsUntouched);
            if (length >= bare)
            {
                var read = new StructureReader(block, pointerSize);
                Assert.Equal(length >= bare + 3 ? "tcp" : "", read.Name);
                Assert.Equal(length >= needed ? ["TCP"] : [], read.Aliases);
                Assert.Equal(6, read.Number);
            }
        }
    }

    [Fact]
    public void Write_NumberAbove32767_KeepsAllItsBits()
    {
        using var block = new NativeBlock(100);
        ProtoentWriter.Write(new ProtocolEntry("p", 0xFEDC), block.Address, block.Length, StructureLayout.Win64);
        Assert.Equal(0xFEDC, new StructureReader(block, 8).Number);
    }
}
