using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Windows, where a closed server port makes a socket readable.</summary>
internal sealed class SelectWait : SocketWait
{
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];

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
        Socket.Select(_readable, _writable, null, milliseconds < 0 ? -1 : milliseconds * 1000);
        foreach (Socket socket in _readable)
            Ready.Add((ChannelSocket)socket);
        foreach (Socket socket in _writable)
        {
            if (!_readable.Contains(socket))
                Ready.Add((ChannelSocket)socket);
        }
    }
}
