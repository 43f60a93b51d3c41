using System.Buffers.Binary;
using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>Turns the arguments of the functions into look-ups. What is wrong with an argument is told by the result, not
/// by the call, so it becomes a look-up that is settled already.</summary>
internal static class RequestArguments
{
    internal static LookupRequest HostByName(in Utf8Text name) => name.IsNull
        ? LookupRequest.Settled(WinSock.WSAEFAULT, LookupKind.HostByName)
        : LookupRequest.HostByName(name.Bytes, AddressFamily.InterNetwork);

    /// <param name="address">The bytes that are there.</param>
    /// <param name="isNull">Whether the pointer was NULL.</param>
    /// <param name="length">The length that the caller told.</param>
    /// <param name="type">The address family that the caller told.</param>
    internal static LookupRequest HostByAddr(ReadOnlySpan<byte> address, bool isNull, int length, int type)
    {
        int error = CheckAddress(isNull, length, type);
        if (error == 0 && address.Length < length)
        {
            error = WinSock.WSAEFAULT; // an array that is shorter than it was said to be
        }
        return error != 0
            ? LookupRequest.Settled(error, LookupKind.HostByAddress)
            : LookupRequest.HostByAddress(MappedAddress.Bare(address[..length]));
    }

    /// <summary>What the addresses of its result are.</summary>
    internal static AddressShape ShapeOf(ReadOnlySpan<byte> address, int length, int type) =>
        type != WinSock.AF_INET6 ? AddressShape.Ipv4
        : address.Length >= length && length > 0 && MappedAddress.Is(address[..length]) ? AddressShape.Mapped
        : AddressShape.Ipv6;

    internal static LookupRequest ServByName(in Utf8Text name, in Utf8Text protocol) => name.IsNull
        ? LookupRequest.Settled(WinSock.WSAEFAULT, LookupKind.ServiceByName)
        : LookupRequest.ServiceByName(name.Bytes, protocol.Bytes, !protocol.IsNull);

    internal static LookupRequest ServByPort(int port, in Utf8Text protocol) =>
        LookupRequest.ServiceByPort(ToHostOrder(port), protocol.Bytes, !protocol.IsNull);

    internal static LookupRequest ProtoByName(in Utf8Text name) => name.IsNull
        ? LookupRequest.Settled(WinSock.WSAEFAULT, LookupKind.ProtocolByName)
        : LookupRequest.ProtocolByName(name.Bytes);

    internal static LookupRequest ProtoByNumber(int number) => LookupRequest.ProtocolByNumber(unchecked((uint)number));

    /// <summary>The pointer first, then the family, which tells what length is right.</summary>
    private static int CheckAddress(bool isNull, int length, int type)
    {
        if (isNull)
        {
            return WinSock.WSAEFAULT;
        }
        int right = type switch { WinSock.AF_INET => 4, WinSock.AF_INET6 => 16, _ => 0 };
        if (right == 0)
        {
            return WinSock.WSAEAFNOSUPPORT;
        }
        return length < right ? WinSock.WSAEFAULT : length > right ? WinSock.WSAEINVAL : 0;
    }

    /// <summary>The low 16 bits, in network order, as a number.</summary>
    private static ushort ToHostOrder(int port)
    {
        ushort low = unchecked((ushort)port);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(low) : low;
    }
}
