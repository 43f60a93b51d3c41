using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Unix: poll(2).</summary>
internal sealed class PollWait : SocketWait
{
    // The time to wait for the wake-up alone where poll fails, in milliseconds.
    private const int FailureDelay = 1;

    private readonly WakePipe _wake = new();
    private readonly List<ChannelSocket> _sockets = [];

    // The first is the wake-up's.
    private PollEntry[] _entries = new PollEntry[64];

    internal PollWait() => _entries[0] = new PollEntry { Descriptor = _wake.Descriptor, Events = PollEntry.In };

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
            Events = wantsToSend ? (short)(PollEntry.In | PollEntry.Out) : PollEntry.In,
        };
    }

    internal override void Wait(int milliseconds)
    {
        bool failed = !PollEntry.TryPoll(_entries, 1 + _sockets.Count, milliseconds);
        // It fails when the limit of open files was lowered meanwhile. Then any socket may be ready.
        if (failed && !PollEntry.TryPoll(_entries, 1, FailureDelay))
            throw new SocketException((int)SocketError.NetworkDown, "poll(2) fails.");
        _wake.Clear(_entries[0].Returned);
        for (int i = 0; i < _sockets.Count; i++)
        {
            if (failed || _entries[1 + i].Returned != 0)
                Ready.Add(_sockets[i]);
        }
    }

    internal override void Wake() => _wake.Signal();

    public override void Dispose() => _wake.Dispose();
}
