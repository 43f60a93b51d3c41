using System.Net;
using System.Net.Sockets;

namespace GetXByY.Winsock.Tests;

/// <summary>Each structure in both layouts, byte for byte, at addresses that are aligned and that are not. A pointer is
/// written as the offset that it leads to; a5 is a byte that was left as it was.</summary>
public class ByteForByteTests
{
    private static readonly HostEntry s_host =
        new("h", ["a", "bc"], [new IPAddress([192, 0, 2, 1]), new IPAddress([192, 0, 2, 2])]);

    private static readonly ServiceEntry s_service = new("s", 0x1234, "udp", ["t"]);
    private static readonly ProtocolEntry s_protocol = new("p", 0x0102, ["P"]);

    public static TheoryData<int> Misalignments => [0, 1, 2, 3, 4, 5, 6, 7];

    [Theory]
    [MemberData(nameof(Misalignments))]
    public void Hostent_Win32_IsAsTheHeadersHaveIt(int misalignment) => Check(
        "+48 +16 02000400 +28 | +50 +52 00000000 | +40 +44 00000000 | c0000201 c0000202 | 6800 6100 626300 a5",
        4, misalignment, block => WriteHost(block, StructureLayout.Win32));

    [Theory]
    [MemberData(nameof(Misalignments))]
    public void Hostent_Win64_IsAsTheHeadersHaveIt(int misalignment) => Check(
        "+88 +32 0200040000000000 +56 | +90 +92 0000000000000000 | +80 +84 0000000000000000 | c0000201 c0000202 " +
        "| 6800 6100 626300 a5",
        8, misalignment, block => WriteHost(block, StructureLayout.Win64));

    [Theory]
    [MemberData(nameof(Misalignments))]
    public void Servent_Win32_HasThePortBeforeTheProtocol(int misalignment) => Check(
        "+24 +16 12340000 +26 | +30 00000000 | 7300 75647000 7400 a5",
        4, misalignment, block => ServentWriter.Write(s_service, block.Address, block.Length, StructureLayout.Win32));

    [Theory]
    [MemberData(nameof(Misalignments))]
    public void Servent_Win64_HasTheProtocolBeforeThePort(int misalignment) => Check(
        "+48 +32 +50 1234000000000000 | +54 0000000000000000 | 7300 75647000 7400 a5",
        8, misalignment, block => ServentWriter.Write(s_service, block.Address, block.Length, StructureLayout.Win64));

    [Theory]
    [MemberData(nameof(Misalignments))]
    public void Protoent_Win32_IsAsTheHeadersHaveIt(int misalignment) => Check(
        "+20 +12 02010000 | +22 00000000 | 7000 5000 a5",
        4, misalignment, block => ProtoentWriter.Write(s_protocol, block.Address, block.Length, StructureLayout.Win32));

    [Theory]
    [MemberData(nameof(Misalignments))]
    public void Protoent_Win64_IsAsTheHeadersHaveIt(int misalignment) => Check(
        "+40 +24 0201000000000000 | +42 0000000000000000 | 7000 5000 a5",
        8, misalignment, block => ProtoentWriter.Write(s_protocol, block.Address, block.Length, StructureLayout.Win64));

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Servent_MoreAliasesThanTheMessageCanTell_LosesTheLast(int pointerSize)
    {
        var entry = new ServiceEntry("s", 1, "udp", Aliases());
        int each = pointerSize + 11;
        int others = (5 * pointerSize) + 2 + 4;
        CheckCut(others, each, pointerSize, block =>
            ServentWriter.Write(entry, block.Address, block.Length, new StructureLayout(pointerSize)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Protoent_MoreAliasesThanTheMessageCanTell_LosesTheLast(int pointerSize)
    {
        var entry = new ProtocolEntry("p", 1, Aliases());
        int each = pointerSize + 11;
        int others = (4 * pointerSize) + 2;
        CheckCut(others, each, pointerSize, block =>
            ProtoentWriter.Write(entry, block.Address, block.Length, new StructureLayout(pointerSize)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Hostent_MoreAliasesThanTheMessageCanTell_LosesTheLast(int pointerSize)
    {
        var entry = new HostEntry("h", Aliases(), [IPAddress.Loopback]);
        int each = pointerSize + 11;
        int others = (7 * pointerSize) + 4 + 2;
        CheckCut(others, each, pointerSize, block => HostentWriter.Write(
            entry, AddressFamily.InterNetwork, block.Address, block.Length, new StructureLayout(pointerSize)));
    }

    // 6 pointers, 2 bytes of the name, and for each address a pointer and 4 bytes
    [Theory]
    [InlineData(4, 124)]
    [InlineData(8, 81)]
    public void Hostent_InMaxGetHostStruct_HoldsSoManyAddresses(int pointerSize, int count)
    {
        Assert.InRange(SizeWith(count, pointerSize), 1, WinSock.MAXGETHOSTSTRUCT);
        Assert.True(SizeWith(count + 1, pointerSize) > WinSock.MAXGETHOSTSTRUCT);
    }

    private static int WriteHost(NativeBlock block, StructureLayout layout) =>
        HostentWriter.Write(s_host, AddressFamily.InterNetwork, block.Address, block.Length, layout);

    private static int SizeWith(int addresses, int pointerSize) => HostentWriter.SizeOf(
        new HostEntry("h", null, [.. Enumerable.Repeat(IPAddress.Loopback, addresses)]),
        AddressFamily.InterNetwork,
        new StructureLayout(pointerSize));

    /// <summary>10,000 of 10 characters.</summary>
    private static string[] Aliases() => [.. Enumerable.Range(0, 10_000).Select(i => $"alias-{i:0000}")];

    private static void CheckCut(int others, int each, int pointerSize, Func<NativeBlock, int> write)
    {
        int fitting = (65_535 - others) / each;
        using var block = new NativeBlock(70_000, 3);
        Assert.Equal(others + (fitting * each), write(block));
        Assert.True(block.AreGuardsUntouched);
        Assert.Equal(fitting, new StructureReader(block, pointerSize).Aliases.Count);
    }

    private static void Check(string expected, int pointerSize, int misalignment, Func<NativeBlock, int> write)
    {
        string[] words = [.. expected.Split(' ').Where(word => word != "|")];
        int size = words.Sum(word => word[0] == '+' ? pointerSize : word.Length / 2);
        using var block = new NativeBlock(size, misalignment);
        Assert.Equal(size - 1, write(block));
        Assert.True(block.AreGuardsUntouched);
        int at = 0;
        foreach (string word in words)
        {
            int length = word[0] == '+' ? pointerSize : word.Length / 2;
            Assert.Equal(word, Text(block, at, length, isPointer: word[0] == '+'));
            at += length;
        }
    }

    private static string Text(NativeBlock block, int at, int length, bool isPointer)
    {
        ReadOnlySpan<byte> bytes = block.Bytes.Slice(at, length);
        if (!isPointer)
            return Convert.ToHexStringLower(bytes);
        return length == 8
            ? $"+{BitConverter.ToInt64(bytes) - block.Address}"
            : $"+{unchecked(BitConverter.ToUInt32(bytes) - (uint)block.Address)}";
    }
}
