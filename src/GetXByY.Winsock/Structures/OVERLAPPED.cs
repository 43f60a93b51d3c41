using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

/// <summary>How a GetAddrInfoExW that does not wait is going on: 32 bytes in a 64-bit process, 20 in a 32-bit one.</summary>
/// <remarks>It belongs to the caller, who keeps it where it is from the call to the completion; it must not lie in
/// managed memory that can be moved. <see cref="System.Threading.NativeOverlapped"/> has the same layout: a pointer to one
/// may be cast. While it is pending any thread may read it by
/// <see cref="WinSock.GetAddrInfoExOverlappedResult"/>, and none may write to it. Source: Windows, OVERLAPPED.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct OVERLAPPED
{
    /// <summary><see cref="WinSock.WSAEINPROGRESS"/> until the completion, then 0 or the error.
    /// <see cref="WinSock.GetAddrInfoExOverlappedResult"/> reads it.</summary>
    public nuint Internal;

    /// <summary>Not used; 0 once the call has returned <see cref="WinSock.WSA_IO_PENDING"/>.</summary>
    public nuint InternalHigh;

    /// <summary>The first half of what <see cref="Pointer"/> shares its place with; not used.</summary>
    public uint Offset;

    /// <summary>The second half of that; not used.</summary>
    public uint OffsetHigh;

    /// <summary>The event that is set at the completion, or 0; see <see cref="WinSock"/>.GetAddrInfoExW. It is never
    /// written.</summary>
    public nint hEvent;

    /// <summary>After the completion, whatever its outcome, the address of the caller's result variable (ppResult), in
    /// the place of <see cref="Offset"/>.</summary>
    public void* Pointer
    {
        readonly get
        {
            fixed (uint* place = &Offset)
            {
                return *(void**)place;
            }
        }

        set
        {
            fixed (uint* place = &Offset)
            {
                *(void**)place = value;
            }
        }
    }
}
