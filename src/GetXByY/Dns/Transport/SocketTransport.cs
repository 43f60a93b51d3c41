using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>The portable driver: one system call for each datagram, one wait over all sockets.</summary>
/// <remarks>Only the pump uses it, but for <see cref="Wake"/>, which any thread may call.</remarks>
internal sealed class SocketTransport : IDriver
{
    // Random ports are drawn above those that well-known servers have (RFC 6056 section 3.2 wants many).
    private const int FirstPort = 10_000;
    private const int PortTries = 8;
    private const int ReceiveBufferSize = 1 << 20;

    // How many messages are taken from one socket before the next has its turn.
    private const int ReceiveBatch = 64;

    private ChannelSocket?[] _sockets;
    private StreamConnection?[] _streams;
    private readonly ConcurrentQueue<StreamConnection> _connected = new();
    private readonly Queue<int> _unopened = new();
    private readonly RandomSource _random;
    private readonly byte[] _datagram = new byte[ushort.MaxValue];
    private readonly SocketWait _wait;

    /// <param name="channels">How many channels there are numbers for at first.</param>
    /// <param name="random">Where ports come from.</param>
    /// <param name="wait">How it waits; it belongs to the transport from now on.</param>
    internal SocketTransport(int channels, RandomSource random, SocketWait wait)
    {
        _sockets = new ChannelSocket?[channels];
        _streams = new StreamConnection?[channels];
        _random = random;
        _wait = wait;
    }

    /// <summary>How many channels are open.</summary>
    internal int OpenCount { get; private set; }

    /// <inheritdoc/>
    public void Wake() => _wait.Wake();

    /// <inheritdoc/>
    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        MakeRoom(channel);
        ChannelSocket? socket = null;
        try
        {
            socket = new ChannelSocket(channel, server.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                Blocking = false,
                ReceiveBufferSize = ReceiveBufferSize,
            };
            BindToRandomPort(socket);
            // Connected: the system drops what others send, and tells when the server's port is closed.
            socket.Connect(server);
        }
        catch (SocketException)
        {
            // No more sockets, or no way to the server.
            socket?.Dispose();
            return false;
        }
        _sockets[channel] = socket;
        OpenCount++;
        return true;
    }

    /// <inheritdoc/>
    public void OpenStream(int channel, IPEndPoint server)
    {
        MakeRoom(channel);
        OpenCount++;
        try
        {
            var stream = new StreamConnection(channel, server, OnConnectEnded);
            _streams[channel] = stream;
            if (!stream.BeginConnect())
                OnConnectEnded(stream);
        }
        catch (SocketException)
        {
            // No more sockets, or no such family here.
            _streams[channel]?.Dispose();
            _streams[channel] = null;
            _unopened.Enqueue(channel);
            Wake();
        }
    }

    /// <inheritdoc/>
    public SendOutcome Send(int channel, ReadOnlySpan<byte> message)
    {
        if (_streams[channel] is StreamConnection stream)
        {
            // At most the rest of one message waits here: what is cancelled meanwhile must not be sent.
            if (!stream.TrySend())
                return SendOutcome.Failed;
            if (stream.HasOutgoing)
                return SendOutcome.Full;
            stream.Enqueue(message);
            return stream.TrySend() ? SendOutcome.Sent : SendOutcome.Failed;
        }
        _sockets[channel]!.Send(message, SocketFlags.None, out SocketError error);
        return error switch
        {
            SocketError.Success => SendOutcome.Sent,
            SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable => SendOutcome.Full,
            _ => SendOutcome.Failed,
        };
    }

    /// <inheritdoc/>
    public IPAddress? LocalAddressOf(int channel) =>
        ((_streams[channel]?.Socket ?? _sockets[channel])?.LocalEndPoint as IPEndPoint)?.Address;

    /// <inheritdoc/>
    public void Close(int channel)
    {
        _sockets[channel]?.Dispose();
        _streams[channel]?.Dispose();
        _sockets[channel] = null;
        _streams[channel] = null;
        OpenCount--;
    }

    /// <inheritdoc/>
    public void Wait(uint milliseconds)
    {
        if (milliseconds == 0)
            // There is more to do, but others may be waiting behind us on this processor: whoever is to finish what was
            // just answered, first of all.
            Thread.Yield();
        _wait.Clear();
        foreach (ChannelSocket? socket in _sockets)
        {
            if (socket is not null)
                _wait.Add(socket, wantsToSend: false);
        }
        foreach (StreamConnection? stream in _streams)
        {
            if (stream is { IsOpen: true })
                _wait.Add(stream.Socket, stream.HasOutgoing);
        }
        _wait.Wait((int)Math.Min(milliseconds, 1_000_000));
    }

    /// <inheritdoc/>
    public void Deliver(StubResolvers resolvers, uint now)
    {
        while (_unopened.TryDequeue(out int channel))
        {
            if (_streams[channel] is null)
                resolvers.OnChannelFailed(channel, now);
        }
        while (_connected.TryDequeue(out StreamConnection? stream))
            DeliverConnect(stream, resolvers, now);
        foreach (ChannelSocket socket in _wait.Ready)
            DeliverFrom(socket, resolvers, now);
        _wait.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ChannelSocket? socket in _sockets)
            socket?.Dispose();
        foreach (StreamConnection? stream in _streams)
            stream?.Dispose();
        _wait.Dispose();
    }

    // After a change of the configuration there may be more channels than before.
    private void MakeRoom(int channel)
    {
        if (channel < _sockets.Length)
            return;
        Array.Resize(ref _sockets, channel + 1);
        Array.Resize(ref _streams, channel + 1);
    }

    private void OnConnectEnded(StreamConnection stream)
    {
        _connected.Enqueue(stream);
        Wake();
    }

    private void DeliverConnect(StreamConnection stream, StubResolvers resolvers, uint now)
    {
        int channel = stream.Socket.Channel;
        if (_streams[channel] != stream)
            // It was closed meanwhile.
            return;
        if (stream.EndConnect())
            resolvers.OnStreamOpened(channel, now);
        else
            resolvers.OnChannelFailed(channel, now);
    }

    private void DeliverFrom(ChannelSocket socket, StubResolvers resolvers, uint now)
    {
        int channel = socket.Channel;
        if (_streams[channel] is StreamConnection stream && stream.Socket == socket)
            DeliverStream(channel, stream, resolvers, now);
        else if (_sockets[channel] == socket)
            DeliverDatagrams(channel, resolvers, now);
    }

    private void DeliverStream(int channel, StreamConnection stream, StubResolvers resolvers, uint now)
    {
        bool alive = stream.TrySend() && stream.TryReceive();
        int offset = 0;
        // An answer may end the last query on the connection, which closes it.
        while (_streams[channel] == stream && stream.Incoming.TryRead(ref offset, out ReadOnlySpan<byte> message))
            resolvers.OnMessage(channel, message, now);
        if (_streams[channel] != stream)
            return;
        stream.Incoming.Consume(offset);
        if (!alive)
            resolvers.OnChannelFailed(channel, now);
    }

    private void DeliverDatagrams(int channel, StubResolvers resolvers, uint now)
    {
        ChannelSocket socket = _sockets[channel]!;
        for (int i = 0; i < ReceiveBatch && _sockets[channel] == socket; i++)
        {
            int received = socket.Receive(_datagram, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
                return;
            if (error == SocketError.Success)
                resolvers.OnMessage(channel, _datagram.AsSpan(0, received), now);
            else if (error != SocketError.MessageSize)
                // The server's port is closed, or there is no way to it any more.
                resolvers.OnChannelFailed(channel, now);
        }
    }

    private void BindToRandomPort(Socket socket)
    {
        IPAddress any = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (int i = 0; i < PortTries; i++)
        {
            int port = _random.NextUInt16();
            if (port < FirstPort)
                continue;
            try
            {
                socket.Bind(new IPEndPoint(any, port));
                return;
            }
            catch (SocketException e) when (
                e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody else has this port, or the system keeps it: draw again.
            }
        }
        socket.Bind(new IPEndPoint(any, 0));
    }
}
