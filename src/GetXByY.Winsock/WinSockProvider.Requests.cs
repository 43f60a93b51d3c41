using System.Buffers.Binary;
using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

internal sealed partial class WinSockProvider
{
    // What is wrong with an argument is told by the message, so here it becomes a request that is settled already.

    internal nint GetHostByName(in Utf8Text name, in ReplyTarget target) => Begin(
        name.IsNull
            ? LookupRequest.Settled(WinSock.WSAEFAULT)
            : LookupRequest.HostByName(name.Bytes, AddressFamily.InterNetwork),
        target);

    /// <param name="address">The bytes that are there.</param>
    /// <param name="isNull">Whether the pointer was NULL.</param>
    /// <param name="length">The length that the caller told.</param>
    /// <param name="type">The address family that the caller told.</param>
    /// <param name="target">Where the result goes.</param>
    internal nint GetHostByAddr(ReadOnlySpan<byte> address, bool isNull, int length, int type, in ReplyTarget target)
    {
        int error = CheckAddress(isNull, length, type);
        if (error == 0 && address.Length < length)
        {
            error = WinSock.WSAEFAULT; // an array that is shorter than it was said to be
        }
        return error != 0
            ? Begin(LookupRequest.Settled(error), target)
            : Begin(LookupRequest.HostByAddress(address[..length]), target, type == WinSock.AF_INET6);
    }

    internal nint GetServByName(in Utf8Text name, in Utf8Text protocol, in ReplyTarget target) => Begin(
        name.IsNull
            ? LookupRequest.Settled(WinSock.WSAEFAULT)
            : LookupRequest.ServiceByName(name.Bytes, protocol.Bytes, !protocol.IsNull),
        target);

    internal nint GetServByPort(int port, in Utf8Text protocol, in ReplyTarget target) =>
        Begin(LookupRequest.ServiceByPort(ToHostOrder(port), protocol.Bytes, !protocol.IsNull), target);

    internal nint GetProtoByName(in Utf8Text name, in ReplyTarget target) => Begin(
        name.IsNull ? LookupRequest.Settled(WinSock.WSAEFAULT) : LookupRequest.ProtocolByName(name.Bytes),
        target);

    internal nint GetProtoByNumber(int number, in ReplyTarget target) =>
        Begin(LookupRequest.ProtocolByNumber(unchecked((uint)number)), target);

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
