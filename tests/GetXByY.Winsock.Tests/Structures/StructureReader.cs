using System.Text;

namespace GetXByY.Winsock.Tests;

/// <summary>Reads a structure back through its pointers, and fails for each that leads out of the memory. The offsets
/// are those of the Windows headers, written down here once more.</summary>
internal sealed class StructureReader(NativeBlock block, int pointerSize)
{
    internal string Name => TextAt(PointerAt(0));

    internal List<string> Aliases => ListAt(PointerAt(pointerSize)).ConvertAll(TextAt);

    internal short AddressType => ShortAt(pointerSize == 8 ? 16 : 8);

    internal short AddressLength => ShortAt(pointerSize == 8 ? 18 : 10);

    internal int AddressArray => PointerAt(pointerSize == 8 ? 24 : 12);

    internal List<string> Addresses =>
        ListAt(AddressArray).ConvertAll(at => Convert.ToHexString(Slice(at, AddressLength)));

    internal List<int> AddressOffsets => ListAt(AddressArray);

    internal string PortBytes => Convert.ToHexString(Slice(pointerSize == 8 ? 24 : 8, 2));

    internal string Protocol => TextAt(ProtocolOffset);

    internal int ProtocolOffset => PointerAt(pointerSize == 8 ? 16 : 12);

    internal ushort Number => (ushort)ShortAt(pointerSize == 8 ? 16 : 8);

    internal int NameOffset => PointerAt(0);

    internal int AliasArray => PointerAt(pointerSize);

    internal List<int> AliasOffsets => ListAt(AliasArray);

    private ReadOnlySpan<byte> Slice(int offset, int length)
    {
        Assert.InRange(offset, 0, block.Length - length);
        return block.Bytes.Slice(offset, length);
    }

    private short ShortAt(int offset) => BitConverter.ToInt16(Slice(offset, 2));

    private ulong WordAt(int offset) => pointerSize == 8
        ? BitConverter.ToUInt64(Slice(offset, 8))
        : BitConverter.ToUInt32(Slice(offset, 4));

    /// <summary>The pointer at a place, as an offset into the memory.</summary>
    private int PointerAt(int place)
    {
        ulong word = WordAt(place);
        ulong start = pointerSize == 8 ? (ulong)block.Address : (uint)block.Address;
        long offset = pointerSize == 8 ? (long)(word - start) : (uint)(word - start);
        Assert.InRange(offset, 0, block.Length - 1);
        return (int)offset;
    }

    private List<int> ListAt(int array)
    {
        var list = new List<int>();
        for (; WordAt(array) != 0; array += pointerSize)
        {
            list.Add(PointerAt(array));
        }
        return list;
    }

    private string TextAt(int offset)
    {
        int end = block.Bytes[offset..].IndexOf((byte)0);
        Assert.True(end >= 0, "A string runs out of the memory.");
        return Encoding.UTF8.GetString(block.Bytes.Slice(offset, end));
    }
}
