using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Winsock;

/// <summary>Writes and reads socket addresses as Windows lays them out.</summary>
internal static unsafe class SocketAddress
{
    internal static int SizeOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);

    /// <param name="place">Where it goes: as many bytes as <see cref="SizeOf"/> says.</param>
    /// <param name="address">IPv4 or IPv6.</param>
    /// <param name="port">In host byte order.</param>
    internal static void Write(void* place, IPAddress address, ushort port)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            var ipv4 = (sockaddr_in*)place;
            *ipv4 = default;
            ipv4->sin_family = WinSock.AF_INET;
            ipv4->sin_port = NetworkOrder(port);
            address.TryWriteBytes(new Span<byte>(ipv4->sin_addr, 4), out _);
        }
        else
        {
            var ipv6 = (sockaddr_in6*)place;
            *ipv6 = default;
            ipv6->sin6_family = WinSock.AF_INET6;
            ipv6->sin6_port = NetworkOrder(port);
            ipv6->sin6_scope_id = (uint)address.ScopeId;
            address.TryWriteBytes(new Span<byte>(ipv6->sin6_addr, 16), out _);
        }
    }

    /// <summary>Reads one.</summary>
    /// <returns>0, or the error.</returns>
    internal static int Read(sockaddr* place, int length, out IPAddress address, out ushort port)
    {
        address = IPAddress.Any;
        port = 0;
        if (place is null || length < sizeof(ushort))
        {
            return WinSock.WSAEFAULT;
        }
        int size = place->sa_family switch
        {
            WinSock.AF_INET => sizeof(sockaddr_in),
            WinSock.AF_INET6 => sizeof(sockaddr_in6),
            _ => 0,
        };
        if (size == 0 || length < size)
        {
            return size == 0 ? WinSock.WSAEAFNOSUPPORT : WinSock.WSAEFAULT;
        }
        var ipv4 = (sockaddr_in*)place;
        var ipv6 = (sockaddr_in6*)place;
        address = size == sizeof(sockaddr_in)
            ? new IPAddress(new ReadOnlySpan<byte>(ipv4->sin_addr, 4))
            : new IPAddress(new ReadOnlySpan<byte>(ipv6->sin6_addr, 16), ipv6->sin6_scope_id);
        port = NetworkOrder(ipv4->sin_port); // at the same place in both
        return 0;
    }

    private static ushort NetworkOrder(ushort value) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
