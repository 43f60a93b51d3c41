using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>The TCP connections of a driver. Only the pump uses it, but for the end of a connect, which only tells the
/// pump.</summary>
/// <param name="channels">How many channels there are numbers for at first.</param>
/// <param name="wake">Wakes the pump; called from any thread.</param>
internal sealed class StreamChannels(int channels, Action wake) : IDisposable
{
    private StreamConnection?[] _streams = new StreamConnection?[channels];
    private readonly List<StreamConnection> _open = [];
    private readonly ConcurrentQueue<StreamConnection> _connected = new();

    // The channels for whose connection there was no socket, and which are not told of it yet. Who closes one is told nothing
    // any more: its number may be that of a UDP socket by then, of another configuration.
    private readonly List<int> _unopened = [];

    /// <summary>The connection of a channel; null when it has none.</summary>
    internal StreamConnection? this[int channel] => channel < _streams.Length ? _streams[channel] : null;

    /// <summary>Those that are connected.</summary>
    internal List<StreamConnection> Open => _open;

    /// <summary>Begins to connect; <see cref="DeliverConnects"/> tells how it went.</summary>
    internal void BeginOpen(int channel, IPEndPoint server)
    {
        // After a change of the configuration there may be more channels than before.
        if (channel >= _streams.Length)
            Array.Resize(ref _streams, channel + 1);
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
            _unopened.Add(channel);
            wake();
        }
    }

    /// <summary>Sends one message, or as much of it as there is room for.</summary>
    internal static SendOutcome Send(StreamConnection stream, ReadOnlySpan<byte> message)
    {
        // At most the rest of one message waits here: what is cancelled meanwhile must not be sent.
        if (!stream.TrySend())
            return SendOutcome.Failed;
        if (stream.HasOutgoing)
            return SendOutcome.Full;
        stream.Enqueue(message);
        return stream.TrySend() ? SendOutcome.Sent : SendOutcome.Failed;
    }

    /// <summary>Closes the connection of a channel, if it has one.</summary>
    internal void Close(int channel)
    {
        if (_unopened.Count > 0)
            _unopened.Remove(channel);
        if (this[channel] is not StreamConnection stream)
            return;
        _open.Remove(stream);
        stream.Dispose();
        _streams[channel] = null;
    }

    /// <summary>Tells the resolvers which connects have ended, and how.</summary>
    internal void DeliverConnects(StubResolvers resolvers, uint now)
    {
        while (_unopened.Count > 0)
        {
            int channel = _unopened[0];
            _unopened.RemoveAt(0);
            resolvers.OnChannelFailed(channel, now);
        }
        while (_connected.TryDequeue(out StreamConnection? stream))
            DeliverConnect(stream, resolvers, now);
    }

    /// <summary>Something happened at a connection: sends the rest of what goes out, and tells what came in.</summary>
    internal void Deliver(StreamConnection stream, StubResolvers resolvers, uint now)
    {
        int channel = stream.Socket.Channel;
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

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (StreamConnection? stream in _streams)
            stream?.Dispose();
    }

    private void OnConnectEnded(StreamConnection stream)
    {
        _connected.Enqueue(stream);
        wake();
    }

    private void DeliverConnect(StreamConnection stream, StubResolvers resolvers, uint now)
    {
        int channel = stream.Socket.Channel;
        if (_streams[channel] != stream)
            // It was closed meanwhile.
            return;
        if (!stream.EndConnect())
        {
            resolvers.OnChannelFailed(channel, now);
            return;
        }
        _open.Add(stream);
        resolvers.OnStreamOpened(channel, now);
    }
}
