using System.Buffers.Binary;
using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>The driver of Linux: many datagrams with one system call, and a wait that remembers its sockets.</summary>
/// <remarks>
/// Datagrams are gathered by <see cref="Send"/> and leave with <see cref="Flush"/>, which the resolvers call in the same
/// turn: what was gathered is not kept longer, whatever comes of it. So of a look-up that is cancelled nothing is sent but
/// what was gathered just before, for the same flush. What the system has no room for goes back to its resolver at the next
/// <see cref="Deliver"/>, which asks again whether it is wanted; a channel that has failed is told there too.
///
/// Only the pump uses it, but for <see cref="Wake"/>, which any thread may call.
/// </remarks>
internal sealed class BatchTransport : IDriver
{
    private const int UsualReceiveBuffer = 1 << 20;

    // How many messages are taken from one socket with one call, and with how many calls before the next has its turn.
    private const int ReceiveBatch = 32;
    private const int ReceiveBatches = 2;

    // No datagram is longer. They do not begin at the same place of all pages, or they would share few lines of a cache.
    // Memory that no datagram has come to was never touched, so it takes no room.
    private const int ReceiveRoom = (1 << 16) + 192;

    private const int Interrupted = -4;
    private const int NotAFile = -9;
    private const int WouldBlock = -11;
    private const int NoMemory = -12;
    private const int NoBufferSpace = -105;

    private Slot[] _slots = [];
    private readonly StreamChannels _streams;
    private readonly DatagramSockets _sockets;
    private readonly EpollWait _wait = new();
    private readonly Segmentation _segmentation = new();
    private readonly OutgoingBatch _outgoing;
    private readonly MessageVector _incoming = new(ReceiveBatch, ReceiveBatch * ReceiveRoom);
    private readonly List<Loss> _losses = [];
    private readonly int _wantedBuffer;
    private uint _serial;

    /// <param name="channels">How many channels there are numbers for at first.</param>
    /// <param name="random">Where ports come from.</param>
    /// <param name="receiveBuffer">How many octets a socket should hold that nobody has received yet.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The process may have no more open files.</exception>
    internal BatchTransport(int channels, RandomSource random, int receiveBuffer = UsualReceiveBuffer)
    {
        _outgoing = new OutgoingBatch(_segmentation);
        _wantedBuffer = receiveBuffer;
        ReceiveBuffer = LinuxDatagrams.ReceiveBufferFor(receiveBuffer);
        MakeRoom(channels);
        _streams = new StreamChannels(channels, _wait.Wake);
        _sockets = new DatagramSockets(
            random, static () => TimeProvider.System.GetTimestamp() / (TimeProvider.System.TimestampFrequency / 1000));
        for (int i = 0; i < ReceiveBatch; i++)
            _incoming.Place(i, i * ReceiveRoom, ushort.MaxValue);
    }

    /// <summary>Whether this system has the calls, and lets us use them: some that watch over processes do not.</summary>
    internal static bool IsSupported { get; } = OperatingSystem.IsLinux() && TestCalls();

    /// <inheritdoc/>
    public int ReceiveBuffer { get; }

    // Each socket that was shared tells at its end. One that served a single query has had no more than its answer to hold.
    /// <inheritdoc/>
    public long Overflow { get; private set; }

    /// <inheritdoc/>
    public void Wake() => _wait.Wake();

    /// <inheritdoc/>
    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        int socket = _sockets.Open(server);
        if (socket == LinuxDatagrams.None)
            return false;
        Register(channel, socket);
        if (_wait.TryAddBriefly(socket, KeyOf(channel)))
            return true;
        Close(channel);
        return false;
    }

    /// <inheritdoc/>
    public void OnShared(int channel)
    {
        ref Slot slot = ref _slots[channel];
        slot.IsShared = true;
        LinuxDatagrams.SetReceiveBuffer(slot.Socket, _wantedBuffer);
        _wait.Keep(slot.Socket, KeyOf(channel));
    }

    /// <inheritdoc/>
    public void OpenStream(int channel, IPEndPoint server)
    {
        Register(channel, LinuxDatagrams.None);
        // It needs a descriptor, too.
        _sockets.CloseLaidAside();
        _streams.BeginOpen(channel, server);
    }

    /// <inheritdoc/>
    public SendOutcome Send(int channel, ReadOnlySpan<byte> message) => SendOrGather(channel, message, isAlone: false);

    /// <inheritdoc/>
    public SendOutcome SendAlone(int channel, ReadOnlySpan<byte> message) =>
        SendOrGather(channel, message, isAlone: true);

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (int channel in _outgoing.Channels)
            SendGathered(channel);
        _outgoing.Clear();
    }

    /// <inheritdoc/>
    public IPAddress? LocalAddressOf(int channel) =>
        _streams[channel] is StreamConnection stream ? (stream.Socket.LocalEndPoint as IPEndPoint)?.Address
        : LinuxDatagrams.LocalAddressOf(_slots[channel].Socket);

    /// <inheritdoc/>
    public void Close(int channel)
    {
        ref Slot slot = ref _slots[channel];
        slot.Serial = 0;
        if (_streams[channel] is StreamConnection { IsWatchedForRoom: not null } stream)
            _wait.Remove(stream.Socket.Descriptor);
        _streams.Close(channel);
        if (slot.Socket == LinuxDatagrams.None)
            return;
        _outgoing.Drop(channel);
        _wait.RemoveBrief(slot.Socket);
        if (slot.IsShared)
            Overflow += LinuxDatagrams.OverflowOf(slot.Socket);
        _sockets.Close(slot.Socket);
        slot.Socket = LinuxDatagrams.None;
    }

    /// <inheritdoc/>
    public void Wait(uint milliseconds)
    {
        if (milliseconds == 0)
            // There is more to do, but others may be waiting behind us on this processor: whoever is to finish what was
            // just answered, first of all.
            Thread.Yield();
        WatchStreams();
        int time = _losses.Count > 0 ? 0 : (int)Math.Min(milliseconds, 1_000_000);
        if (time > 0)
            Sleep(time);
        else
            _wait.Wait(0);
    }

    /// <inheritdoc/>
    public void Look()
    {
        WatchStreams();
        _wait.Wait(0);
    }

    /// <inheritdoc/>
    public void Deliver(StubResolvers resolvers, uint now)
    {
        DeliverLosses(resolvers, now);
        _streams.DeliverConnects(resolvers, now);
        for (int i = 0; i < _wait.ReadyCount; i++)
        {
            ulong key = _wait.KeyOf(i);
            int channel = (int)(uint)key;
            if (_slots[channel].Serial != (uint)(key >> 32))
                // It was closed meanwhile.
                continue;
            if (_streams[channel] is StreamConnection stream)
                _streams.Deliver(stream, resolvers, now);
            else
                DeliverDatagrams(channel, resolvers, now);
        }
        _wait.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Socket != LinuxDatagrams.None)
                LinuxDatagrams.Close(_slots[i].Socket);
            _slots[i].Socket = LinuxDatagrams.None;
        }
        _sockets.CloseLaidAside();
        _sockets.CloseSpares();
        _streams.Dispose();
        _wait.Dispose();
    }

    private static bool TestCalls()
    {
        var vector = new MessageVector(1, 1);
        return vector.Send(-1, 0, 1) == NotAFile && vector.Receive(-1, 1) == NotAFile;
    }

    private SendOutcome SendOrGather(int channel, ReadOnlySpan<byte> message, bool isAlone)
    {
        if (_streams[channel] is StreamConnection stream)
            return StreamChannels.Send(stream, message);
        if (_outgoing.TryAdd(channel, message, isAlone))
            return SendOutcome.Sent;
        Flush();
        return _outgoing.TryAdd(channel, message, isAlone) ? SendOutcome.Sent : SendOutcome.Failed;
    }

    private void SendGathered(int channel)
    {
        for (_outgoing.Load(channel); !_outgoing.IsSent;)
        {
            int result = _outgoing.Send(_slots[channel].Socket);
            if (result is WouldBlock or NoBufferSpace or NoMemory)
            {
                foreach (ushort id in _outgoing.UnsentIds())
                    _losses.Add(new Loss(channel, _slots[channel].Serial, id));
                return;
            }
            if (result < 0 && result != Interrupted && !_outgoing.TryTakeApart(result))
            {
                // The port is closed, or there is no way to it: no more is sent there.
                _losses.Add(new Loss(channel, _slots[channel].Serial, null));
                return;
            }
        }
    }

    private void DeliverLosses(StubResolvers resolvers, uint now)
    {
        if (_losses.Count == 0)
            return;
        foreach (Loss loss in _losses)
        {
            if (_slots[loss.Channel].Serial != loss.Serial)
                // It was closed meanwhile.
                continue;
            if (loss.Id is ushort id)
                resolvers.OnUnsent(loss.Channel, id, now);
            else
                resolvers.OnChannelFailed(loss.Channel, now);
        }
        _losses.Clear();
    }

    private void DeliverDatagrams(int channel, StubResolvers resolvers, uint now)
    {
        uint serial = _slots[channel].Serial;
        // Whoever is alone waits for one, and to look for a second is a call inside the call.
        int wanted = _slots[channel].IsShared ? ReceiveBatch : 1;
        for (int batch = 0; batch < ReceiveBatches; batch++)
        {
            int received = _incoming.Receive(_slots[channel].Socket, wanted);
            if (received < 0)
            {
                if (received is not (WouldBlock or Interrupted or NoMemory))
                    // The server's port is closed, or there is no way to it any more.
                    resolvers.OnChannelFailed(channel, now);
                return;
            }
            if (received > 1)
                Announce(channel, received, resolvers);
            for (int i = 0; i < received; i++)
            {
                ReadOnlySpan<byte> message = MessageAt(i);
                if (BinaryPrimitives.TryReadUInt16BigEndian(message, out ushort id))
                    _segmentation.OnReceived(channel, id);
                resolvers.OnMessage(channel, message, now);
                if (_slots[channel].Serial != serial)
                    // That was the last that was waited for here.
                    return;
            }
            if (received < wanted)
                return;
            wanted = ReceiveBatch;
        }
    }

    // With many outstanding, what is known of them is in no cache any more: all of a batch is asked for before the first is dealt
    // with, and is there when its turn comes.
    private void Announce(int channel, int received, StubResolvers resolvers)
    {
        for (int i = 0; i < received; i++)
        {
            if (BinaryPrimitives.TryReadUInt16BigEndian(MessageAt(i), out ushort id))
                resolvers.Expect(channel, id);
        }
    }

    private ReadOnlySpan<byte> MessageAt(int index) =>
        _incoming.Octets.Slice(index * ReceiveRoom, _incoming.LengthOf(index));

    private void Sleep(int milliseconds)
    {
        _sockets.BeforeSleep();
        if (_sockets.HasSpares && milliseconds > DatagramSockets.SpareMilliseconds)
        {
            if (_wait.Wait(DatagramSockets.SpareMilliseconds))
                return;
            // No query has come for them so soon.
            _sockets.CloseSpares();
            milliseconds -= DatagramSockets.SpareMilliseconds;
        }
        _wait.Wait(milliseconds);
    }

    private void WatchStreams()
    {
        foreach (StreamConnection stream in _streams.Open)
            Watch(stream);
    }

    private void Watch(StreamConnection stream)
    {
        int channel = stream.Socket.Channel;
        if (stream.IsWatchedForRoom is null)
        {
            if (_wait.TryAdd(stream.Socket.Descriptor, KeyOf(channel)))
                stream.IsWatchedForRoom = false;
            else
                _losses.Add(new Loss(channel, _slots[channel].Serial, null));
        }
        if (stream.IsWatchedForRoom is bool isWatched && isWatched != stream.HasOutgoing)
        {
            _wait.Change(stream.Socket.Descriptor, KeyOf(channel), stream.HasOutgoing);
            stream.IsWatchedForRoom = stream.HasOutgoing;
        }
    }

    private ulong KeyOf(int channel) => ((ulong)_slots[channel].Serial << 32) | (uint)channel;

    private void Register(int channel, int socket)
    {
        // After a change of the configuration there may be more channels than before.
        if (channel >= _slots.Length)
            MakeRoom(channel + 1);
        if (++_serial == 0)
            _serial = 1;
        _slots[channel] = new Slot { Socket = socket, Serial = _serial };
    }

    private void MakeRoom(int channels)
    {
        var slots = new Slot[channels];
        Array.Copy(_slots, slots, _slots.Length);
        for (int i = _slots.Length; i < slots.Length; i++)
            slots[i].Socket = LinuxDatagrams.None;
        _slots = slots;
    }

    private struct Slot
    {
        /// <summary>The UDP socket, if it is one.</summary>
        internal int Socket;

        /// <summary>Whether more than one query is or was on it.</summary>
        internal bool IsShared;

        /// <summary>Tells what was opened from what was closed before it; 0 while it is closed.</summary>
        internal uint Serial;
    }

    /// <summary>What became of what was gathered: without an id the channel has failed.</summary>
    // A class: there are few, and generic code over a struct of ours would be compiled as the first look-up waits.
    private sealed record Loss(int Channel, uint Serial, ushort? Id);
}
