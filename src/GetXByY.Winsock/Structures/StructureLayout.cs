namespace GetXByY.Winsock;

/// <summary>Where the fields of Windows Sockets' structures lie: Win32's in 32-bit processes, Win64's in 64-bit ones,
/// on every platform; never the C library's. A value, so that one process can test both.</summary>
/// <param name="PointerSize">4 or 8 bytes.</param>
internal readonly record struct StructureLayout(int PointerSize)
{
    internal static StructureLayout Win32 => new(4);

    internal static StructureLayout Win64 => new(8);

    internal static StructureLayout Process => new(IntPtr.Size);

    /// <summary>All three begin with the name, then the aliases.</summary>
    internal static int Name => 0;

    internal int Aliases => PointerSize;

    internal int HostentSize => 4 * PointerSize;

    internal int HostentAddressType => 2 * PointerSize;

    internal int HostentLength => (2 * PointerSize) + sizeof(short);

    internal int HostentAddressList => 3 * PointerSize;

    internal int ServentSize => 4 * PointerSize;

    // Win64 turned these two round
    internal int ServentPort => PointerSize == 8 ? 3 * PointerSize : 2 * PointerSize;

    internal int ServentProtocol => PointerSize == 8 ? 2 * PointerSize : 3 * PointerSize;

    internal int ProtoentSize => 3 * PointerSize;

    internal int ProtoentNumber => 2 * PointerSize;

    internal int WsadataSize => PointerSize == 8 ? 408 : 400;

    // Win64 moved the numbers before the strings
    internal int WsadataMaxSockets => PointerSize == 8 ? 4 : 390;

    internal int WsadataMaxDatagram => PointerSize == 8 ? 6 : 392;

    internal int WsadataVendor => PointerSize == 8 ? 8 : 396;

    internal int WsadataDescription => PointerSize == 8 ? 16 : 4;

    internal int WsadataStatus => WsadataDescription + WinSock.WSADESCRIPTION_LEN + 1;
}
