using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>The portable driver: one system call for each datagram, one wait over all sockets.</summary>
/// <remarks>Only the pump uses it, but for <see cref="Wake"/>, which any thread may call.</remarks>
internal sealed class SocketTransport : IDriver
{
    private const int ReceiveBufferSize = 1 << 20;

    // How many messages are taken from one socket before the next has its turn.
    private const int ReceiveBatch = 64;

    private ChannelSocket?[] _sockets;
    private readonly StreamChannels _streams;
    private readonly RandomSource _random;
    private readonly byte[] _datagram = new byte[ushort.MaxValue];
    private readonly SocketWait _wait;

    /// <param name="channels">How many channels there are numbers for at first.</param>
    /// <param name="random">Where ports come from.</param>
    /// <param name="wait">How it waits; it belongs to the transport from now on.</param>
    internal SocketTransport(int channels, RandomSource random, SocketWait wait)
    {
        _sockets = new ChannelSocket?[channels];
        _streams = new StreamChannels(channels, wait.Wake);
        _random = random;
        _wait = wait;
    }

    /// <inheritdoc/>
    public void Wake() => _wait.Wake();

    /// <inheritdoc/>
    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        // After a change of the configuration there may be more channels than before.
        if (channel >= _sockets.Length)
            Array.Resize(ref _sockets, channel + 1);
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
        return true;
    }

    /// <inheritdoc/>
    public void OpenStream(int channel, IPEndPoint server) => _streams.BeginOpen(channel, server);

    /// <inheritdoc/>
    public SendOutcome Send(int channel, ReadOnlySpan<byte> message)
    {
        if (_streams[channel] is StreamConnection stream)
            return StreamChannels.Send(stream, message);
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
        ((_streams[channel]?.Socket ?? SocketOf(channel))?.LocalEndPoint as IPEndPoint)?.Address;

    /// <inheritdoc/>
    public void Close(int channel)
    {
        _streams.Close(channel);
        SocketOf(channel)?.Dispose();
        if (channel < _sockets.Length)
            _sockets[channel] = null;
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
        foreach (StreamConnection stream in _streams.Open)
            _wait.Add(stream.Socket, stream.HasOutgoing);
        _wait.Wait((int)Math.Min(milliseconds, 1_000_000));
    }

    /// <inheritdoc/>
    public void Deliver(StubResolvers resolvers, uint now)
    {
        _streams.DeliverConnects(resolvers, now);
        foreach (ChannelSocket socket in _wait.Ready)
            DeliverFrom(socket, resolvers, now);
        _wait.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ChannelSocket? socket in _sockets)
            socket?.Dispose();
        _streams.Dispose();
        _wait.Dispose();
    }

    private ChannelSocket? SocketOf(int channel) => channel < _sockets.Length ? _sockets[channel] : null;

    private void DeliverFrom(ChannelSocket socket, StubResolvers resolvers, uint now)
    {
        int channel = socket.Channel;
        if (_streams[channel] is StreamConnection stream && stream.Socket == socket)
            _streams.Deliver(stream, resolvers, now);
        else if (SocketOf(channel) == socket)
            DeliverDatagrams(channel, resolvers, now);
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
        for (int i = 0; i < RandomPort.Tries; i++)
        {
            if (!RandomPort.TryDraw(_random, out int port))
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
