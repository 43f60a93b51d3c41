using System.Buffers.Binary;

namespace GetXByY.Dns.Transport;

/// <summary>The datagrams of a turn that are still to be sent, in the order in which they came, for each channel. Only the
/// pump uses it.</summary>
internal sealed class OutgoingBatch
{
    /// <summary>How many there may be.</summary>
    internal const int Most = 256;

    private const int None = -1;

    private readonly MessageVector _vector = new(Most, ushort.MaxValue);
    private readonly Datagram[] _datagrams = new Datagram[Most];
    private readonly List<int> _channels = [];

    // Those of the channel that was loaded.
    private readonly int[] _loaded = new int[Most];

    // The first and the last datagram of each channel.
    private Chain[] _chains = [];
    private int _count;
    private int _end;

    /// <summary>The channels that have datagrams here, and maybe some whose datagrams were dropped.</summary>
    internal List<int> Channels => _channels;

    /// <summary>Adds a datagram.</summary>
    /// <returns>False when there is no more room.</returns>
    internal bool TryAdd(int channel, ReadOnlySpan<byte> message)
    {
        if (_count == Most || message.Length > _vector.Octets.Length - _end)
            return false;
        if (channel >= _chains.Length)
            MakeRoom(channel);
        message.CopyTo(_vector.Octets[_end..]);
        _datagrams[_count] = new Datagram(_end, message.Length) { Next = None };
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
    /// <returns>How many there are.</returns>
    internal int Load(int channel)
    {
        int count = 0;
        for (int i = _chains[channel].First; i != None; i = _datagrams[i].Next)
        {
            _loaded[count] = i;
            _vector.Place(count++, _datagrams[i].Start, _datagrams[i].Length);
        }
        // It may be among the channels twice, when it was closed and opened again.
        _chains[channel].First = None;
        return count;
    }

    /// <inheritdoc cref="MessageVector.Send"/>
    internal int Send(int socket, int first, int count) => _vector.Send(socket, first, count);

    /// <summary>The id of a DNS message that was loaded.</summary>
    internal ushort IdOf(int index) =>
        BinaryPrimitives.ReadUInt16BigEndian(_vector.Octets[_datagrams[_loaded[index]].Start..]);

    /// <summary>Begins anew, when the datagrams of all channels were taken.</summary>
    internal void Clear()
    {
        _channels.Clear();
        _count = _end = 0;
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

    private record struct Datagram(int Start, int Length)
    {
        internal int Next { get; set; }
    }
}
