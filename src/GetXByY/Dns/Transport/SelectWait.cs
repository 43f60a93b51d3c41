using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Windows, where a closed server port makes a socket readable.</summary>
internal sealed class SelectWait : SocketWait
{
    // In milliseconds. A network that goes down may take the wake-up with it without a word. After so long without one it is
    // tested.
    private const int LongestWait = 1000;

    private readonly WakeSocket _wake = new();
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];

    // How long was waited in vain since the last wake-up, in milliseconds.
    private int _unheard;

    internal override void Clear()
    {
        Ready.Clear();
        _readable.Clear();
        _writable.Clear();
    }

    internal override void Add(ChannelSocket socket, bool wantsToSend)
    {
        _readable.Add(socket);
        if (wantsToSend)
            _writable.Add(socket);
    }

    internal override void Wait(int milliseconds)
    {
        _readable.Add(_wake.Socket);
        milliseconds = Math.Min(milliseconds, LongestWait);
        Socket.Select(_readable, _writable, null, milliseconds * 1000);
        if (_readable.Remove(_wake.Socket))
        {
            _wake.Clear();
            _unheard = 0;
        }
        else if (_readable.Count + _writable.Count == 0 && (_unheard += milliseconds) >= LongestWait)
        {
            _wake.Test();
            _unheard = 0;
        }
        foreach (Socket socket in _readable)
            Ready.Add((ChannelSocket)socket);
        foreach (Socket socket in _writable)
        {
            if (!_readable.Contains(socket))
                Ready.Add((ChannelSocket)socket);
        }
    }

    internal override void Wake() => _wake.Signal();

    public override void Dispose() => _wake.Dispose();
}
