using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>UDP sockets of Linux as numbers: one is opened for each look-up where few are out, and to open one of .NET takes
/// longer than to ask.</summary>
internal static partial class LinuxDatagrams
{
    /// <summary>Instead of a socket: there is none.</summary>
    internal const int None = -1;

    private const int NativeIpv4 = 2;
    private const int NativeIpv6 = 10;
    private const int DatagramNonBlockingCloseOnExec = 2 | 0x800 | 0x80000;

    // sockaddr_in and sockaddr_in6.
    private const int SizeOfIpv4 = 16;
    private const int SizeOfIpv6 = 28;
    private const int PortAt = 2;
    private const int Ipv4At = 4;
    private const int Ipv6At = 8;
    private const int ScopeAt = 24;

    private const int SocketLevel = 1;
    private const int ReceiveBufferOption = 8;
    private const int MemoryInformation = 55;
    private const int DropsAt = 8 * sizeof(uint);

    private const int PeekDoNotWait = 2 | 0x40;
    private const int WouldBlock = 11;

    /// <summary>UDP_SEGMENT and its level: how long the pieces are that the kernel cuts a message into.</summary>
    internal const int UdpLevel = 17;
    internal const int SegmentOption = 103;

    /// <summary>Opens a socket on a random port, which exchanges datagrams with this server only: the system drops what
    /// others send, and tells when the server's port is closed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="random">Where the port comes from.</param>
    /// <returns>None when there are no more sockets, or no way to the server.</returns>
    internal static int Open(IPEndPoint server, RandomSource random)
    {
        Span<byte> address = stackalloc byte[SizeOfIpv6];
        int size = Write(server, address);
        int socket = OpenSocket(MemoryMarshal.Read<ushort>(address), DatagramNonBlockingCloseOnExec, 0);
        if (socket < 0)
            return None;
        if (TryBind(socket, size, random) && ConnectSocket(socket, address, size) == 0)
            return socket;
        Close(socket);
        return None;
    }

    /// <summary>Says how many octets may wait to be received; the system may allow fewer.</summary>
    internal static void SetReceiveBuffer(int socket, int wanted) =>
        SetOption(socket, SocketLevel, ReceiveBufferOption, ref wanted, sizeof(int));

    /// <summary>Whether nothing has come to a socket, neither a datagram nor an error.</summary>
    internal static bool IsQuiet(int socket) =>
        ReceiveFrom(socket, default, 0, PeekDoNotWait) < 0 && Marshal.GetLastPInvokeError() == WouldBlock;

    /// <summary>How many octets the system lets a socket hold that asks for so many.</summary>
    internal static int ReceiveBufferFor(int wanted)
    {
        int socket = OpenSocket(NativeIpv4, DatagramNonBlockingCloseOnExec, 0);
        SetReceiveBuffer(socket, wanted);
        Span<byte> granted = stackalloc byte[sizeof(int)];
        int size = granted.Length;
        int result = GetOption(socket, SocketLevel, ReceiveBufferOption, granted, ref size);
        Close(socket);
        // Without a socket there is nothing to hold anything either.
        return result == 0 ? MemoryMarshal.Read<int>(granted) : wanted;
    }

    /// <summary>Whether the kernel cuts a message up into datagrams if told to (UDP_SEGMENT).</summary>
    internal static bool KnowsSegments()
    {
        int socket = OpenSocket(NativeIpv4, DatagramNonBlockingCloseOnExec, 0);
        Span<byte> segment = stackalloc byte[sizeof(int)];
        int size = segment.Length;
        bool isKnown = GetOption(socket, UdpLevel, SegmentOption, segment, ref size) == 0;
        Close(socket);
        return isKnown;
    }

    /// <summary>The address that a socket sends from.</summary>
    internal static IPAddress? LocalAddressOf(int socket)
    {
        Span<byte> address = stackalloc byte[SizeOfIpv6];
        int size = address.Length;
        if (GetName(socket, address, ref size) != 0)
            return null;
        return size == SizeOfIpv4
            ? new IPAddress(address.Slice(Ipv4At, 4))
            : new IPAddress(address.Slice(Ipv6At, 16), MemoryMarshal.Read<uint>(address[ScopeAt..]));
    }

    /// <summary>How many datagrams came to a socket whose receive buffer was full.</summary>
    internal static uint OverflowOf(int socket)
    {
        Span<byte> memory = stackalloc byte[16 * sizeof(uint)];
        int size = memory.Length;
        // SO_MEMINFO, of Linux 4.12.
        return GetOption(socket, SocketLevel, MemoryInformation, memory, ref size) == 0 && size > DropsAt
            ? MemoryMarshal.Read<uint>(memory[DropsAt..])
            : 0;
    }

    internal static void Close(int socket) => CloseSocket(socket);

    private static bool TryBind(int socket, int size, RandomSource random)
    {
        Span<byte> any = stackalloc byte[SizeOfIpv6];
        any.Clear();
        BitConverter.TryWriteBytes(any, (ushort)(size == SizeOfIpv4 ? NativeIpv4 : NativeIpv6));
        for (int i = 0; i < RandomPort.Tries; i++)
        {
            // Somebody else may have this port, or the system keep it: then another is drawn.
            if (RandomPort.TryDraw(random, out int port) && TryBindTo(socket, any, size, port))
                return true;
        }
        return TryBindTo(socket, any, size, 0);
    }

    private static bool TryBindTo(int socket, Span<byte> address, int size, int port)
    {
        BinaryPrimitives.WriteUInt16BigEndian(address[PortAt..], (ushort)port);
        return BindSocket(socket, address, size) == 0;
    }

    private static int Write(IPEndPoint server, Span<byte> address)
    {
        address.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(address[PortAt..], (ushort)server.Port);
        if (server.AddressFamily == AddressFamily.InterNetwork)
        {
            BitConverter.TryWriteBytes(address, (ushort)NativeIpv4);
            server.Address.TryWriteBytes(address[Ipv4At..], out _);
            return SizeOfIpv4;
        }
        BitConverter.TryWriteBytes(address, (ushort)NativeIpv6);
        server.Address.TryWriteBytes(address[Ipv6At..], out _);
        BitConverter.TryWriteBytes(address[ScopeAt..], (uint)server.Address.ScopeId);
        return SizeOfIpv6;
    }

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind")]
    private static partial int BindSocket(int socket, ReadOnlySpan<byte> address, int size);

    [LibraryImport("libc", EntryPoint = "connect")]
    private static partial int ConnectSocket(int socket, ReadOnlySpan<byte> address, int size);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint ReceiveFrom(int socket, Span<byte> octets, nint count, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname")]
    private static partial int GetName(int socket, Span<byte> address, ref int size);

    [LibraryImport("libc", EntryPoint = "setsockopt")]
    private static partial int SetOption(int socket, int level, int option, ref int value, int size);

    [LibraryImport("libc", EntryPoint = "getsockopt")]
    private static partial int GetOption(int socket, int level, int option, Span<byte> value, ref int size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseSocket(int socket);
}
