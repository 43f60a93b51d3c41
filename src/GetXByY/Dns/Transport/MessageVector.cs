using System.Runtime.InteropServices;

namespace GetXByY.Dns.Transport;

/// <summary>Memory for many datagrams, laid out as recvmmsg(2) and sendmmsg(2) want it: a header for each message, which points
/// to the octets of its one datagram, or of several. Linux only; only the pump uses it.</summary>
/// <remarks>The system is told addresses: of arrays that are never moved, and that live as long as this object.</remarks>
internal sealed partial class MessageVector
{
    private const int DoNotWait = 0x40;

    private readonly VectorHeader[] _headers;
    private readonly VectorPart[] _parts;
    private readonly VectorControl[] _controls;
    private readonly byte[] _octets;

    /// <param name="messages">How many datagrams at most.</param>
    /// <param name="octets">How many octets they have together.</param>
    internal MessageVector(int messages, int octets)
    {
        _octets = GC.AllocateUninitializedArray<byte>(octets, pinned: true);
        _parts = GC.AllocateArray<VectorPart>(messages, pinned: true);
        _controls = GC.AllocateArray<VectorControl>(messages, pinned: true);
        _headers = GC.AllocateArray<VectorHeader>(messages, pinned: true);
        for (int i = 0; i < messages; i++)
        {
            _controls[i] = VectorControl.OfSegments;
            Gather(i, i, 1);
        }
    }

    internal int Capacity => _headers.Length;

    internal Span<byte> Octets => _octets;

    /// <summary>Says where the octets of a datagram are, or may be put.</summary>
    internal void Place(int index, int start, int length)
    {
        // What lies outside of the array would be somebody else's memory.
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (uint)length, (uint)_octets.Length);
        _parts[index].Address = Marshal.UnsafeAddrOfPinnedArrayElement(_octets, start);
        _parts[index].Length = length;
    }

    /// <summary>Says which datagrams make up a message. If they are several, all are as long as the first, or the last is
    /// shorter.</summary>
    internal void Gather(int message, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)first + (uint)count, (uint)_parts.Length);
        ref VectorMessage header = ref _headers[message].Message;
        header.Parts = Marshal.UnsafeAddrOfPinnedArrayElement(_parts, first);
        header.PartCount = count;
        bool isCutUp = count > 1;
        _controls[message].Segment = (ushort)_parts[first].Length;
        header.Control = isCutUp ? Marshal.UnsafeAddrOfPinnedArrayElement(_controls, message) : 0;
        header.ControlLength = isCutUp ? VectorControl.Size : 0;
    }

    /// <summary>How many octets of a datagram were received.</summary>
    internal int LengthOf(int index) => (int)_headers[index].Length;

    /// <summary>Sends messages, up to the first that the system refuses.</summary>
    /// <returns>How many, at least one; or the error of the first, negative.</returns>
    internal int Send(int socket, int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)first + (uint)count, (uint)_headers.Length);
        int sent = SendMany(socket, Marshal.UnsafeAddrOfPinnedArrayElement(_headers, first), (uint)count, DoNotWait);
        GC.KeepAlive(this);
        return sent >= 0 ? sent : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Receives as many datagrams as there are, up to so many.</summary>
    /// <returns>How many; or the error, negative.</returns>
    internal int Receive(int socket, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)_headers.Length);
        int received = ReceiveMany(
            socket, Marshal.UnsafeAddrOfPinnedArrayElement(_headers, 0), (uint)count, DoNotWait, 0);
        GC.KeepAlive(this);
        return received >= 0 ? received : -Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static partial int SendMany(int socket, nint headers, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    private static partial int ReceiveMany(int socket, nint headers, uint count, int flags, nint timeout);

    // struct mmsghdr
    [StructLayout(LayoutKind.Sequential)]
    private struct VectorHeader
    {
        internal VectorMessage Message;
        internal uint Length;
    }

    // struct msghdr
    [StructLayout(LayoutKind.Sequential)]
    private struct VectorMessage
    {
        private readonly nint _name;
        private readonly uint _nameLength;
        internal nint Parts;
        internal nint PartCount;
        internal nint Control;
        internal nint ControlLength;
        private readonly int _flags;
    }

    // struct cmsghdr, and the length of a datagram
    [StructLayout(LayoutKind.Sequential)]
    private struct VectorControl
    {
        private nint _length;
        private int _level;
        private int _type;
        internal ushort Segment;

        internal static int Size { get; } = Marshal.SizeOf<VectorControl>();

        internal static VectorControl OfSegments { get; } = new()
        {
            _length = nint.Size + 2 * sizeof(int) + sizeof(ushort),
            _level = LinuxDatagrams.UdpLevel,
            _type = LinuxDatagrams.SegmentOption,
        };
    }

    // struct iovec
    [StructLayout(LayoutKind.Sequential)]
    private struct VectorPart
    {
        internal nint Address;
        internal nint Length;
    }
}
