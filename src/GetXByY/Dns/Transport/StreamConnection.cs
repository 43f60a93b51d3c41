using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>A TCP connection to a name server: puts the length before what goes out. Only the pump uses it, but for
/// the completion of the connect, which only tells the pump.</summary>
internal sealed class StreamConnection : IDisposable
{
    // Who pumps may be a thread of the user's, whose context is no matter of a connection's.
    private readonly SocketAsyncEventArgs _connect = new(true);
    private byte[] _outgoing = new byte[1024];
    private int _outgoingStart;
    private int _outgoingEnd;

    /// <param name="channel">The channel's number.</param>
    /// <param name="server">The server.</param>
    /// <param name="connected">Told, on any thread, when the connect has ended.</param>
    internal StreamConnection(int channel, IPEndPoint server, Action<StreamConnection> connected)
    {
        Socket = new ChannelSocket(channel, server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _connect.RemoteEndPoint = server;
        _connect.Completed += (_, _) => connected(this);
    }

    internal ChannelSocket Socket { get; }

    /// <summary>What came in.</summary>
    internal IncomingStream Incoming { get; } = new();

    /// <summary>Whether octets wait to be sent.</summary>
    internal bool HasOutgoing => _outgoingEnd > _outgoingStart;

    /// <summary>For a wait that remembers its sockets: whether it looks for room to send, and not only for what comes in;
    /// null while it does not know of the connection.</summary>
    internal bool? IsWatchedForRoom { get; set; }

    /// <summary>Begins to connect.</summary>
    /// <returns>False when it has ended at once; then nobody is told.</returns>
    internal bool BeginConnect() => Socket.ConnectAsync(_connect);

    /// <summary>Ends the connect.</summary>
    /// <returns>Whether there is a connection.</returns>
    internal bool EndConnect()
    {
        if (_connect.SocketError != SocketError.Success)
            return false;
        Socket.Blocking = false;
        return true;
    }

    /// <summary>Adds a message to what goes out.</summary>
    internal void Enqueue(ReadOnlySpan<byte> message)
    {
        int needed = IncomingStream.LengthSize + message.Length;
        if (_outgoing.Length - _outgoingEnd < needed)
        {
            int waiting = _outgoingEnd - _outgoingStart;
            byte[] target = waiting + needed > _outgoing.Length ? new byte[(waiting + needed) * 2] : _outgoing;
            _outgoing.AsSpan(_outgoingStart, waiting).CopyTo(target);
            (_outgoing, _outgoingStart, _outgoingEnd) = (target, 0, waiting);
        }
        Span<byte> free = _outgoing.AsSpan(_outgoingEnd);
        BinaryPrimitives.WriteUInt16BigEndian(free, (ushort)message.Length);
        message.CopyTo(free[IncomingStream.LengthSize..]);
        _outgoingEnd += needed;
    }

    /// <summary>Sends what the system takes.</summary>
    /// <returns>False when the connection is broken.</returns>
    internal bool TrySend()
    {
        while (HasOutgoing)
        {
            int sent = Socket.Send(
                _outgoing.AsSpan(_outgoingStart, _outgoingEnd - _outgoingStart), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
                return true;
            if (error != SocketError.Success)
                return false;
            _outgoingStart += sent;
        }
        _outgoingStart = _outgoingEnd = 0;
        return true;
    }

    /// <summary>Receives what is there.</summary>
    /// <returns>False when the connection is broken, or the server has closed it.</returns>
    internal bool TryReceive()
    {
        int received = Socket.Receive(Incoming.Room, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return true;
        if (error != SocketError.Success || received == 0)
            return false;
        Incoming.Add(received);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Socket.Dispose();
        _connect.Dispose();
    }
}
