using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GetXByY.Ordering;

// Linux: one socket for each family, connected to one destination after the other. Sockets of .NET would take ten times as
// long, for a look-up would need one for each address.
internal sealed partial class SystemSources
{
    private const int DatagramCloseOnExec = 2 | 0x80000;
    private const int NativeIpv4 = 2;
    private const int NativeIpv6 = 10;
    private const int NoSuchFamily = 97;

    // sockaddr_in and sockaddr_in6.
    private const int SizeOfIpv4 = 16;
    private const int SizeOfIpv6 = 28;
    private const int PortAt = 2;
    private const int Ipv4At = 4;
    private const int Ipv6At = 8;
    private const int ScopeAt = 24;

    private const int None = -1;
    private const int Unsupported = -2;

    private static bool TryFindOnLinux(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
    {
        int ipv4 = None;
        int ipv6 = None;
        try
        {
            for (int i = 0; i < destinations.Length; i++)
            {
                IPAddress destination = ToNative(destinations[i]);
                bool isIpv4 = destination.AddressFamily == AddressFamily.InterNetwork;
                ref int socket = ref isIpv4 ? ref ipv4 : ref ipv6;
                if (!TryOpen(isIpv4 ? NativeIpv4 : NativeIpv6, ref socket))
                    return false;
                sources[i] = socket == Unsupported ? 0 : Find(socket, destination);
            }
            return true;
        }
        finally
        {
            if (ipv4 >= 0)
                CloseSocket(ipv4);
            if (ipv6 >= 0)
                CloseSocket(ipv6);
        }
    }

    // True also when the system does not have the family: then none of its addresses can be reached.
    private static bool TryOpen(int family, ref int socket)
    {
        if (socket != None)
        {
            if (socket != Unsupported)
                Disconnect(socket);
            return true;
        }
        int opened = OpenSocket(family, DatagramCloseOnExec, 0);
        if (opened < 0 && Marshal.GetLastPInvokeError() != NoSuchFamily)
            return false;
        socket = opened < 0 ? Unsupported : opened;
        return true;
    }

    private static UInt128 Find(int socket, IPAddress destination)
    {
        Span<byte> address = stackalloc byte[SizeOfIpv6];
        int size = Write(destination, address);
        if (ConnectSocket(socket, address, size) < 0 || GetName(socket, address, ref size) < 0)
            return 0;
        UInt128 number = size == SizeOfIpv4
            ? new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(address[Ipv4At..]))
            : BinaryPrimitives.ReadUInt128BigEndian(address[Ipv6At..]);
        return number == new UInt128(0, 0xFFFF_0000_0000UL) ? 0 : number;
    }

    private static int Write(IPAddress destination, Span<byte> address)
    {
        address.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(address[PortAt..], Port);
        if (destination.AddressFamily == AddressFamily.InterNetwork)
        {
            MemoryMarshal.Write(address, (ushort)NativeIpv4);
            destination.TryWriteBytes(address[Ipv4At..], out _);
            return SizeOfIpv4;
        }
        MemoryMarshal.Write(address, (ushort)NativeIpv6);
        destination.TryWriteBytes(address[Ipv6At..], out _);
        MemoryMarshal.Write(address[ScopeAt..], (uint)destination.ScopeId);
        return SizeOfIpv6;
    }

    // A socket that stays connected keeps its first source: the family 0 lets it go.
    private static void Disconnect(int socket)
    {
        Span<byte> unspecified = stackalloc byte[SizeOfIpv4];
        unspecified.Clear();
        ConnectSocket(socket, unspecified, SizeOfIpv4);
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect")]
    private static partial int ConnectSocket(int socket, ReadOnlySpan<byte> address, int size);

    [LibraryImport("libc", EntryPoint = "getsockname")]
    private static partial int GetName(int socket, Span<byte> address, ref int size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseSocket(int socket);
}
