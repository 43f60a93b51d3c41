using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Dns.Transport;

// What .NET makes on the rest of Unix is a stream, from an assembly that few programs have loaded. Elsewhere there is no such call.
internal sealed partial class WakePipe
{
    private const int CloseOnExec = 0x80000;

    private static (SafeHandle Incoming, SafeHandle Outgoing) OpenOnLinux()
    {
        Span<int> ends = stackalloc int[2];
        if (MakePipe(ends, CloseOnExec) != 0)
            throw new SocketException((int)SocketError.TooManyOpenSockets, "pipe2(2) fails.");
        return (new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true));
    }

    [LibraryImport("libc", EntryPoint = "pipe2")]
    private static partial int MakePipe(Span<int> ends, int flags);
}
