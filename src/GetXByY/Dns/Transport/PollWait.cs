using System.Runtime.InteropServices;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Unix: poll(2).</summary>
internal sealed partial class PollWait : SocketWait
{
    private const short PollIn = 1;
    private const short PollOut = 4;
    private const int Interrupted = 4;

    // The time to wait where poll itself fails, which happens when the limit of open files is lowered meanwhile.
    private const int FailureDelay = 1;

    private readonly List<ChannelSocket> _sockets = [];
    private readonly ManualResetEventSlim _never = new();
    private PollEntry[] _entries = new PollEntry[64];

    internal override void Clear()
    {
        Ready.Clear();
        _sockets.Clear();
    }

    internal override void Add(ChannelSocket socket, bool wantsToSend)
    {
        if (_sockets.Count == _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);
        _entries[_sockets.Count] = new PollEntry
        {
            Descriptor = socket.Descriptor,
            Events = wantsToSend ? (short)(PollIn | PollOut) : PollIn,
        };
        _sockets.Add(socket);
    }

    internal override void Wait(int milliseconds)
    {
        int count = Poll(_entries, (nuint)_sockets.Count, milliseconds);
        bool failed = count < 0 && Marshal.GetLastPInvokeError() != Interrupted;
        if (failed)
            _never.Wait(FailureDelay);
        for (int i = 0; i < _sockets.Count && (count > 0 || failed); i++)
        {
            if (!failed && _entries[i].Returned == 0)
                continue;
            Ready.Add(_sockets[i]);
            count--;
        }
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
