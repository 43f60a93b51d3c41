using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GetXByY.Winsock;

/// <summary>What <see cref="WinSock.WSAStartup(ushort, out WSADATA)"/> tells about this implementation.</summary>
/// <remarks>The layout of Win32 in 32-bit processes (400 bytes) and of Win64 in 64-bit ones (408 bytes, the numbers
/// before the strings), on every platform; that is why the members are properties. It
/// belongs to the thread that has it. Source: Windows Sockets, WSADATA.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct WSADATA
{
    // two words and 392 bytes are 400 bytes with words of 4, and 408 with words of 8
    private readonly nint _first;
    private readonly nint _second;
    private fixed byte _rest[392];

    /// <summary>The version that is in force: the major one in the low byte.</summary>
    public readonly ushort wVersion => Read<ushort>(0);

    /// <summary>The highest version that can be asked for: 0x0202.</summary>
    public readonly ushort wHighVersion => Read<ushort>(sizeof(ushort));

    /// <summary>The description, at most 256 bytes.</summary>
    public readonly string szDescription =>
        ReadText(StructureLayout.Process.WsadataDescription, WinSock.WSADESCRIPTION_LEN);

    /// <summary>The status, at most 128 bytes.</summary>
    public readonly string szSystemStatus =>
        ReadText(StructureLayout.Process.WsadataStatus, WinSock.WSASYS_STATUS_LEN);

    /// <summary>How many sockets a program may open: 32,767 for version 1, 0 (not told) for version 2.</summary>
    public readonly ushort iMaxSockets => Read<ushort>(StructureLayout.Process.WsadataMaxSockets);

    /// <summary>The longest datagram in bytes: 65,467 for version 1, 0 (not told) for version 2.</summary>
    public readonly ushort iMaxUdpDg => Read<ushort>(StructureLayout.Process.WsadataMaxDatagram);

    /// <summary>Left as it was; of no use since version 2.</summary>
    public readonly nint lpVendorInfo => Read<nint>(StructureLayout.Process.WsadataVendor);

    [UnscopedRef]
    private readonly ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<WSADATA>(in this));

    private readonly T Read<T>(int offset)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(in Bytes[offset]);

    private readonly string ReadText(int offset, int longest)
    {
        ReadOnlySpan<byte> text = Bytes.Slice(offset, longest + 1);
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text[..longest] : text[..end]);
    }
}
