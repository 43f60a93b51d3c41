using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GetXByY.Ordering;

// Linux: the addresses of this machine from the kernel, by rtnetlink(7), as .NET does not tell which are deprecated and
// takes milliseconds.
internal sealed partial class SystemSources
{
    private const int NativeNetlink = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const int ReceiveBytes = 32 << 10;
    private const int DoNotWait = 0x40;

    private const ushort Done = 3;
    private const ushort NewLink = 16;
    private const ushort GetLink = 18;
    private const ushort NewAddress = 20;
    private const ushort GetAddress = 22;
    private const ushort RequestDump = 0x301;

    // nlmsghdr, ifinfomsg, ifaddrmsg, rtattr.
    private const int HeaderSize = 16;
    private const int LinkSize = 16;
    private const int AddressSize = 8;
    private const int AttributeHeader = 4;
    private const int AttributeAddress = 1;
    private const int AttributeLocal = 2;

    private const int FlagHome = 0x10;
    private const int FlagDeprecated = 0x20;

    private static LocalAddress[] ReadLocalOnLinux()
    {
        int socket = OpenSocket(NativeNetlink, RawCloseOnExec, 0);
        if (socket < 0)
            return ReadInterfaces();
        try
        {
            return ReadLocal(socket);
        }
        finally
        {
            CloseSocket(socket);
        }
    }

    /// <summary>Reads the machine's addresses from a socket of rtnetlink.</summary>
    /// <returns>None where the kernel does not tell them at once: the order is then that of a machine of whose addresses
    /// nothing is known. The functions of libc that tell them too would wait for the same kernel, without an end.</returns>
    internal static LocalAddress[] ReadLocal(int socket)
    {
        HashSet<int> tunnels = [];
        List<LocalAddress> found = [];
        return TryDump(socket, GetLink, (type, body) => TakeLink(type, body, tunnels))
            && TryDump(socket, GetAddress, (type, body) => TakeAddress(type, body, tunnels, found))
            ? [.. found]
            : [];
    }

    // Linux prepares the next part of its answer before it returns from the sending, and from each receiving, so it is there;
    // where another kernel only looks like Linux it may not be, and it is not waited for.
    private static bool TryDump(int socket, ushort what, Action<ushort, ReadOnlySpan<byte>> take)
    {
        Span<byte> request = stackalloc byte[HeaderSize + LinkSize];
        request.Clear();
        MemoryMarshal.Write(request, request.Length);
        MemoryMarshal.Write(request[4..], what);
        MemoryMarshal.Write(request[6..], RequestDump);
        if (SendBytes(socket, request, request.Length, 0) != request.Length)
            return false;
        byte[] received = new byte[ReceiveBytes];
        while (true)
        {
            int length = (int)ReceiveInto(socket, received, received.Length, DoNotWait);
            if (length <= 0)
                return false;
            ReadOnlySpan<byte> rest = received.AsSpan(0, length);
            while (TryTake(ref rest, HeaderSize, out ReadOnlySpan<byte> message))
            {
                ushort type = MemoryMarshal.Read<ushort>(message[4..]);
                if (type is not (NewLink or NewAddress))
                    return type == Done;
                take(type, message[HeaderSize..]);
            }
        }
    }

    private static void TakeLink(ushort type, ReadOnlySpan<byte> body, HashSet<int> tunnels)
    {
        if (type == NewLink && body.Length >= LinkSize && IsTunnel(MemoryMarshal.Read<ushort>(body[2..])))
            tunnels.Add(MemoryMarshal.Read<int>(body[4..]));
    }

    private static void TakeAddress(
        ushort type, ReadOnlySpan<byte> body, HashSet<int> tunnels, List<LocalAddress> found)
    {
        if (type != NewAddress || body.Length < AddressSize)
            return;
        (byte family, byte prefix, byte flags) = (body[0], body[1], body[2]);
        int link = MemoryMarshal.Read<int>(body[4..]);
        UInt128? number = null;
        ReadOnlySpan<byte> rest = body[AddressSize..];
        while (TryTakeAttribute(ref rest, out ushort attribute, out ReadOnlySpan<byte> data))
        {
            // On a link between two machines the address is the other's, and this one's is called local.
            if (attribute == AttributeLocal || (attribute == AttributeAddress && number is null))
                number = NumberOf(family, data);
        }
        if (number is UInt128 own)
        {
            found.Add(new LocalAddress(
                own, prefix, (flags & FlagDeprecated) != 0, (flags & FlagHome) != 0, tunnels.Contains(link)));
        }
    }

    // ARPHRD_TUNNEL, _TUNNEL6 and _SIT, which are those that glibc takes for tunnels.
    private static bool IsTunnel(ushort hardware) => hardware is 768 or 769 or 776;

    private static UInt128? NumberOf(byte family, ReadOnlySpan<byte> data) => family switch
    {
        NativeIpv4 when data.Length == 4 =>
            new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(data)),
        NativeIpv6 when data.Length == 16 => BinaryPrimitives.ReadUInt128BigEndian(data),
        _ => null,
    };

    // Messages begin with their length in four octets, and are aligned to four.
    private static bool TryTake(ref ReadOnlySpan<byte> rest, int least, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (rest.Length < least)
            return false;
        int length = MemoryMarshal.Read<int>(rest);
        if (length < least || length > rest.Length)
            return false;
        message = rest[..length];
        rest = rest[Math.Min((length + 3) & ~3, rest.Length)..];
        return true;
    }

    // Attributes begin with their length and type in two octets each.
    private static bool TryTakeAttribute(
        ref ReadOnlySpan<byte> rest, out ushort type, out ReadOnlySpan<byte> data)
    {
        type = 0;
        data = default;
        if (rest.Length < AttributeHeader)
            return false;
        int length = MemoryMarshal.Read<ushort>(rest);
        if (length < AttributeHeader || length > rest.Length)
            return false;
        type = MemoryMarshal.Read<ushort>(rest[2..]);
        data = rest[AttributeHeader..length];
        rest = rest[Math.Min((length + 3) & ~3, rest.Length)..];
        return true;
    }

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint SendBytes(int socket, ReadOnlySpan<byte> bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint ReceiveInto(int socket, Span<byte> bytes, nint length, int flags);
}
