using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Unix: poll(2).</summary>
internal sealed partial class PollWait : SocketWait
{
    private const short PollIn = 1;
    private const short PollOut = 4;
    private const int Interrupted = 4;

    // The time to wait for the wake-up alone where poll fails, in milliseconds.
    private const int FailureDelay = 1;

    private readonly WakePipe _wake = new();
    private readonly List<ChannelSocket> _sockets = [];

    // The first is the wake-up's.
    private PollEntry[] _entries = new PollEntry[64];

    internal PollWait() => _entries[0] = new PollEntry { Descriptor = _wake.Descriptor, Events = PollIn };

    internal override void Clear()
    {
        Ready.Clear();
        _sockets.Clear();
    }

    internal override void Add(ChannelSocket socket, bool wantsToSend)
    {
        _sockets.Add(socket);
        if (_sockets.Count == _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);
        _entries[_sockets.Count] = new PollEntry
        {
            Descriptor = socket.Descriptor,
            Events = wantsToSend ? (short)(PollIn | PollOut) : PollIn,
        };
    }

    internal override void Wait(int milliseconds)
    {
        bool failed = !TryPoll(1 + _sockets.Count, milliseconds);
        // It fails when the limit of open files was lowered meanwhile. Then any socket may be ready.
        if (failed && !TryPoll(1, FailureDelay))
            throw new SocketException((int)SocketError.NetworkDown, "poll(2) fails.");
        ClearWake();
        for (int i = 0; i < _sockets.Count; i++)
        {
            if (failed || _entries[1 + i].Returned != 0)
                Ready.Add(_sockets[i]);
        }
    }

    internal override void Wake() => _wake.Signal();

    public override void Dispose() => _wake.Dispose();

    private void ClearWake()
    {
        if ((_entries[0].Returned & ~PollIn) != 0)
            throw new SocketException((int)SocketError.NetworkDown, "Somebody else has closed the pipe that wakes the engine.");
        if (_entries[0].Returned != 0)
            _wake.Clear();
    }

    // A signal that interrupts it leaves the entries as they were.
    private bool TryPoll(int count, int milliseconds)
    {
        _entries[0].Returned = 0;
        return Poll(_entries, (nuint)count, milliseconds) >= 0 || Marshal.GetLastPInvokeError() == Interrupted;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] PollEntry[] entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }
}
