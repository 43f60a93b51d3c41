using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

// RFC 1035 4.2.2, RFC 7766 8:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |            length of the message              |     2 octets, in network order
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /                    message                    /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>A TCP connection to a name server: puts the length before what goes out, and cuts what comes in into
/// messages. Only the pump uses it, but for the completion of the connect, which only tells the pump.</summary>
internal sealed class StreamConnection : IDisposable
{
    private const int LengthSize = 2;

    private readonly SocketAsyncEventArgs _connect = new();
    private byte[] _incoming = new byte[4096];
    private int _incomingEnd;
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

    /// <summary>Whether the connect has ended well.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>Whether octets wait to be sent.</summary>
    internal bool HasOutgoing => _outgoingEnd > _outgoingStart;

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
        IsOpen = true;
        return true;
    }

    /// <summary>Adds a message to what goes out.</summary>
    internal void Enqueue(ReadOnlySpan<byte> message)
    {
        int needed = LengthSize + message.Length;
        if (_outgoing.Length - _outgoingEnd < needed)
        {
            int waiting = _outgoingEnd - _outgoingStart;
            byte[] target = waiting + needed > _outgoing.Length ? new byte[(waiting + needed) * 2] : _outgoing;
            _outgoing.AsSpan(_outgoingStart, waiting).CopyTo(target);
            (_outgoing, _outgoingStart, _outgoingEnd) = (target, 0, waiting);
        }
        Span<byte> free = _outgoing.AsSpan(_outgoingEnd);
        BinaryPrimitives.WriteUInt16BigEndian(free, (ushort)message.Length);
        message.CopyTo(free[LengthSize..]);
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
        if (_incomingEnd == _incoming.Length)
            Array.Resize(ref _incoming, Math.Min(_incoming.Length * 4, LengthSize + ushort.MaxValue));
        int received = Socket.Receive(_incoming.AsSpan(_incomingEnd), SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return true;
        if (error != SocketError.Success || received == 0)
            return false;
        _incomingEnd += received;
        return true;
    }

    /// <summary>The next whole message that came in, at an offset that the caller moves on.</summary>
    internal bool TryRead(ref int offset, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = _incoming.AsSpan(offset, _incomingEnd - offset);
        if (rest.Length < LengthSize)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < LengthSize + length)
            return false;
        message = rest.Slice(LengthSize, length);
        offset += LengthSize + length;
        return true;
    }

    /// <summary>Drops what was read, up to an offset.</summary>
    internal void Consume(int offset)
    {
        _incoming.AsSpan(offset, _incomingEnd - offset).CopyTo(_incoming);
        _incomingEnd -= offset;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Socket.Dispose();
        _connect.Dispose();
    }
}
