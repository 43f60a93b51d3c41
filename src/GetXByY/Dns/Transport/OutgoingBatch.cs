using System.Buffers.Binary;

namespace GetXByY.Dns.Transport;

/// <summary>The datagrams of a turn that are still to be sent, in the order in which they came, for each channel. Only the
/// pump uses it.</summary>
/// <remarks>A message that the kernel cuts up becomes datagrams of one length, but for the last, which may be shorter. To sort
/// them by their length would make fewer messages, but it costs more than it gains: answers come in the order of the queries,
/// and what lies side by side in memory would be used no more one after the other.</remarks>
internal sealed class OutgoingBatch(Segmentation segmentation)
{
    /// <summary>How many there may be.</summary>
    internal const int Most = 256;

    private const int None = -1;

    private readonly MessageVector _vector = new(Most, ushort.MaxValue);
    private readonly Datagram[] _datagrams = new Datagram[Most];
    private readonly List<int> _channels = [];

    // Those of the channel that was loaded.
    private readonly int[] _loaded = new int[Most];

    // The first of them in each message, and behind the last one their number.
    private readonly int[] _firsts = new int[Most + 1];
    private int _channel;
    private int _messages;
    private int _sent;

    // The first and the last datagram of each channel.
    private Chain[] _chains = [];
    private int _count;
    private int _end;

    /// <summary>The channels that have datagrams here, and maybe some whose datagrams were dropped.</summary>
    internal List<int> Channels => _channels;

    /// <summary>Whether all that was loaded is sent.</summary>
    internal bool IsSent => _sent == _messages;

    /// <summary>Adds a datagram.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The datagram.</param>
    /// <param name="isAlone">Whether it must not leave in one message with others.</param>
    /// <returns>False when there is no more room.</returns>
    internal bool TryAdd(int channel, ReadOnlySpan<byte> message, bool isAlone)
    {
        if (_count == Most || message.Length > _vector.Octets.Length - _end)
            return false;
        if (channel >= _chains.Length)
            MakeRoom(channel);
        message.CopyTo(_vector.Octets[_end..]);
        _datagrams[_count] = new Datagram(_end, message.Length, isAlone || message.Length > Segmentation.LongestDatagram)
        {
            Next = None,
        };
        _end += message.Length;
        ref Chain chain = ref _chains[channel];
        if (chain.First == None)
        {
            chain.First = _count;
            _channels.Add(channel);
        }
        else
        {
            _datagrams[chain.Last].Next = _count;
        }
        chain.Last = _count++;
        return true;
    }

    /// <summary>Drops the datagrams of a channel.</summary>
    internal void Drop(int channel)
    {
        if (channel < _chains.Length)
            _chains[channel].First = None;
    }

    /// <summary>Takes the datagrams of a channel and lays them out to be sent.</summary>
    internal void Load(int channel)
    {
        int count = 0;
        for (int i = _chains[channel].First; i != None; i = _datagrams[i].Next)
        {
            _loaded[count] = i;
            _vector.Place(count++, _datagrams[i].Start, _datagrams[i].Length);
        }
        // It may be among the channels twice, when it was closed and opened again.
        _chains[channel].First = None;
        _channel = channel;
        LayOut(0, count);
    }

    /// <summary>Sends messages of what was loaded, as many as the system takes.</summary>
    /// <returns>How many, at least one; or the error of the first, negative.</returns>
    internal int Send(int socket)
    {
        int result = _vector.Send(socket, _sent, _messages - _sent);
        for (int i = 0; i < result; i++)
        {
            int first = _firsts[_sent++], end = _firsts[_sent];
            for (int datagram = first; end - first > 1 && datagram < end; datagram++)
                segmentation.OnSent(_channel, IdOf(datagram));
        }
        return result;
    }

    /// <summary>The system has refused a message. If it was to be cut up, that and what is behind it is laid out anew, one
    /// datagram a message.</summary>
    /// <returns>False if that is of no use.</returns>
    internal bool TryTakeApart(int error)
    {
        if (_firsts[_sent + 1] - _firsts[_sent] == 1 || !segmentation.OnRefused(error))
            return false;
        LayOut(_firsts[_sent], _firsts[_messages]);
        return true;
    }

    /// <summary>The ids of the DNS messages that were loaded and are not sent.</summary>
    internal IEnumerable<ushort> UnsentIds()
    {
        for (int i = _firsts[_sent]; i < _firsts[_messages]; i++)
            yield return IdOf(i);
    }

    /// <summary>Begins anew, when the datagrams of all channels were taken.</summary>
    internal void Clear()
    {
        _channels.Clear();
        _count = _end = 0;
    }

    private ushort IdOf(int loaded) => BinaryPrimitives.ReadUInt16BigEndian(_vector.Octets[DatagramOf(loaded).Start..]);

    private ref readonly Datagram DatagramOf(int loaded) => ref _datagrams[_loaded[loaded]];

    // Makes messages of what was loaded from one place on.
    private void LayOut(int first, int end)
    {
        for (_messages = _sent = 0; first < end; first = _firsts[_messages])
        {
            int count = segmentation.IsOn ? CountTogether(first, end) : 1;
            _vector.Gather(_messages, first, count);
            _firsts[_messages++] = first;
            _firsts[_messages] = first + count;
        }
    }

    private int CountTogether(int first, int end)
    {
        if (DatagramOf(first).IsAlone)
            return 1;
        int length = DatagramOf(first).Length, next = first + 1;
        end = Math.Min(end, first + Segmentation.Most);
        for (; next < end && !DatagramOf(next).IsAlone && DatagramOf(next).Length <= length; next++)
        {
            if (DatagramOf(next).Length < length)
                return next + 1 - first;
        }
        return next - first;
    }

    private void MakeRoom(int channel)
    {
        var chains = new Chain[channel + 1];
        Array.Copy(_chains, chains, _chains.Length);
        for (int i = _chains.Length; i < chains.Length; i++)
            chains[i].First = None;
        _chains = chains;
    }

    private struct Chain
    {
        internal int First;
        internal int Last;
    }

    private record struct Datagram(int Start, int Length, bool IsAlone)
    {
        internal int Next { get; set; }
    }
}
