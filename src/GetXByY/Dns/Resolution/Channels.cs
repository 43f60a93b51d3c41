using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>All channels to all servers: chooses one for an attempt, gives ids, lets them rest. Only the pump uses
/// it.</summary>
/// <remarks>
/// Against forgers (RFC 5452) every server has up to 64 fresh UDP sockets on random ports. While no more queries than that
/// are outstanding, each has a socket of its own, opened for it and closed after it. Beyond that a socket is chosen at random
/// for each batch of those that are sent in one turn, at most 64, which one system call can send.
/// One that has carried many queries, or is old, gets no new ones: another is opened beside it. A socket that was shared
/// stays open for a moment without riders: under load their number swings, and opening costs more than asking.
///
/// Over TCP all queries share the first connection to a server (RFC 7766 section 6.2). A server may close it because of
/// one of them; those on which a connection was closed get connections of their own, so that it is found out which. The
/// shared one stays open for a while for the next query, as long as its server says (RFC 7828) or for two seconds.
/// </remarks>
internal sealed partial class Channels
{
    /// <summary>How many UDP sockets to one server take new queries.</summary>
    internal const int FreshPerServer = 64;

    // Worn sockets keep their riders beside the fresh ones.
    internal const int DatagramsPerServer = 2 * FreshPerServer;
    private const int BatchSize = 64;
    private const uint OpenAgainDelay = 100;
    private const int StreamsPerServer = 32;
    private const int PerServer = DatagramsPerServer + StreamsPerServer;
    private const int MaxUses = 4096;
    private const uint MaxAge = 30_000;

    // At most a quarter of a channel's ids rest, and at most three quarters are taken in all, so that a random one is
    // soon found and starts never fail for resting ids.
    private const int MaxResting = 16_384;
    private const int MaxTaken = 49_152;

    private readonly Channel[] _channels;
    private readonly int[] _ridersOfServer;
    private readonly int[] _freshOfServer;

    // Since when no socket is to be had for a server; null where one is.
    private readonly uint?[] _refusedAt;
    private readonly Batch[] _batches;
    private bool _isCrowded;
    private readonly IReadOnlyList<IPEndPoint> _servers;
    private readonly uint _rest;
    private readonly QueryCells _queries;
    private readonly ITransport _transport;
    private readonly RandomSource _random;

    internal Channels(ResolverSettings settings, QueryCells queries, ITransport transport, RandomSource random)
    {
        _servers = settings.Servers;
        _rest = settings.AttemptTimeout;
        _queries = queries;
        Ids = new IdMap(queries);
        _transport = transport;
        _random = random;
        _ridersOfServer = new int[_servers.Count];
        _freshOfServer = new int[_servers.Count];
        _refusedAt = new uint?[_servers.Count];
        _batches = new Batch[_servers.Count];
        _channels = new Channel[_servers.Count * PerServer];
        for (int i = 0; i < _channels.Length; i++)
        {
            int place = i % PerServer;
            _channels[i] = new Channel((ushort)i, i / PerServer, isStream: place >= DatagramsPerServer)
            {
                IsAlone = place > DatagramsPerServer,
            };
        }
    }

    /// <summary>How many channels there are numbers for.</summary>
    internal static int CountFor(int servers) => servers * PerServer;

    /// <summary>The ids in use.</summary>
    internal IdMap Ids { get; }

    /// <summary>How many UDP sockets are open.</summary>
    internal int OpenDatagrams { get; private set; }

    /// <summary>How many TCP connections are open or being opened.</summary>
    internal int OpenStreams { get; private set; }

    /// <summary>How many ids rest.</summary>
    internal int RestingCount { get; private set; }

    internal Channel this[int number] => _channels[number];

    /// <summary>A turn of sending begins, and each of its batches will draw its socket.</summary>
    /// <param name="outstanding">How many queries have not ended; most may still have to wait until they are sent.</param>
    internal void BeginTurn(int outstanding)
    {
        Array.Clear(_batches);
        _isCrowded = outstanding > FreshPerServer;
    }

    /// <summary>Chooses a UDP socket for an attempt, opening one where that is due.</summary>
    /// <returns>Null when none can be opened.</returns>
    internal Channel? ChooseDatagram(int server, uint now)
    {
        bool wantsOwn = !_isCrowded && _ridersOfServer[server] < FreshPerServer;
        ref Batch batch = ref _batches[server];
        if (!wantsOwn && batch.Left > 0 && MayBoard(batch.Channel!, now))
        {
            batch.Left--;
            return batch.Channel;
        }
        Channel? channel = ChooseAnyDatagram(server, wantsOwn, now);
        batch = new Batch(channel, channel is null || wantsOwn ? 0 : BatchSize - 1);
        return channel;
    }

    private bool MayBoard(Channel channel, uint now) =>
        channel.Phase is ChannelPhase.Open or ChannelPhase.Idle && !Retire(channel, now)
        && channel.Riders + channel.Resting.Count < MaxTaken;

    private Channel? ChooseAnyDatagram(int server, bool wantsOwn, uint now)
    {
        int offset = _random.NextUInt16() % DatagramsPerServer;
        bool mayOpen = MayOpen(server, now);
        Channel? open = null;
        for (int i = 0; i < DatagramsPerServer; i++)
        {
            Channel channel = _channels[server * PerServer + (offset + i) % DatagramsPerServer];
            if (channel.Phase == ChannelPhase.Closed)
            {
                if (!mayOpen || _freshOfServer[server] >= FreshPerServer)
                    continue;
                if (TryOpen(channel, now))
                    return channel;
                // Too many open files, or no way to the server: for a moment what there is must do.
                mayOpen = wantsOwn = false;
                _refusedAt[server] = now;
            }
            else if (channel.Riders + channel.Resting.Count < MaxTaken)
            {
                bool isFresh = !Retire(channel, now);
                if (isFresh && !(wantsOwn && mayOpen))
                    return channel;
                open = isFresh ? channel : open ?? channel;
            }
        }
        return open;
    }

    // What is over is forgotten: times may be compared for some weeks only.
    private bool MayOpen(int server, uint now)
    {
        if (_refusedAt[server] is uint at && now - at >= OpenAgainDelay)
            _refusedAt[server] = null;
        return _refusedAt[server] is null;
    }

    // Counts a worn channel out, once.
    private bool Retire(Channel channel, uint now)
    {
        if (!channel.IsRetired && IsWorn(channel, now))
        {
            channel.IsRetired = true;
            _freshOfServer[channel.Server]--;
        }
        return channel.IsRetired;
    }

    /// <summary>Chooses a TCP connection for an attempt, which may still be opening.</summary>
    /// <param name="server">The server.</param>
    /// <param name="alone">Whether the query wants one of its own.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when there is none for it just now.</returns>
    internal Channel? ChooseStream(int server, bool alone, uint now)
    {
        int first = server * PerServer + DatagramsPerServer;
        Channel? channel = _channels[first];
        // Nobody boards a connection any more on which the server has fallen silent, or wants no more.
        if (alone || ((channel.IsStalled || channel.MaxIdle == 0) && channel.Phase != ChannelPhase.Closed))
            channel = FindClosed(first + 1, StreamsPerServer - 1);
        if (channel is null || channel.Riders + channel.Resting.Count >= MaxTaken)
            return null;
        if (channel.Phase == ChannelPhase.Closed)
        {
            StartOver(channel, ChannelPhase.Opening, now);
            _transport.OpenStream(channel.Number, _servers[server]);
        }
        return channel;
    }

    private Channel? FindClosed(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (_channels[i].Phase == ChannelPhase.Closed)
                return _channels[i];
        }
        return null;
    }

    /// <summary>Puts a query on a channel under a new id.</summary>
    internal void Board(Channel channel, int query, uint now)
    {
        ReleaseRested(channel, now);
        ref QueryCell cell = ref _queries[query];
        cell.Channel = channel.Number;
        cell.Id = ChooseId(channel);
        Ids.Add(query);
        cell.PreviousRider = QueryCells.None;
        cell.NextRider = channel.FirstRider;
        if (cell.NextRider != QueryCells.None)
            _queries[cell.NextRider].PreviousRider = query;
        channel.FirstRider = query;
        if (++channel.Riders > 1 && !channel.IsShared)
            Share(channel);
        if (channel.Phase == ChannelPhase.Idle)
        {
            channel.Phase = ChannelPhase.Open;
            IdleCount--;
        }
        channel.Uses++;
        _ridersOfServer[channel.Server]++;
    }

    private void Share(Channel channel)
    {
        channel.IsShared = true;
        if (!channel.IsStream)
            _transport.OnShared(channel.Number);
    }

    /// <summary>Lets another cell ride in the place of a query, under the same id.</summary>
    internal void Move(int from, int to)
    {
        ref QueryCell old = ref _queries[from];
        ref QueryCell cell = ref _queries[to];
        Ids.Remove(from);
        cell.Channel = old.Channel;
        cell.Id = old.Id;
        Ids.Add(to);
        cell.PreviousRider = old.PreviousRider;
        cell.NextRider = old.NextRider;
        if (cell.NextRider != QueryCells.None)
            _queries[cell.NextRider].PreviousRider = to;
        if (cell.PreviousRider != QueryCells.None)
            _queries[cell.PreviousRider].NextRider = to;
        else
            _channels[cell.Channel].FirstRider = to;
    }

    /// <summary>Takes a query off its channel. The last one off closes it, now or soon.</summary>
    /// <param name="query">The query.</param>
    /// <param name="rest">Whether an answer may still come, so that the id must rest.</param>
    /// <param name="now">The time.</param>
    internal void Alight(int query, bool rest, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        Channel channel = _channels[cell.Channel];
        if (cell.NextRider != QueryCells.None)
            _queries[cell.NextRider].PreviousRider = cell.PreviousRider;
        if (cell.PreviousRider != QueryCells.None)
            _queries[cell.PreviousRider].NextRider = cell.NextRider;
        else
            channel.FirstRider = cell.NextRider;
        channel.Riders--;
        _ridersOfServer[channel.Server]--;
        Ids.Remove(query);
        bool stays = channel.Riders > 0 || StaysIdle(channel, now);
        if (rest && stays)
            LayToRest(channel, cell.Id, now);
        if (!stays)
            Close(channel);
    }

    /// <summary>Takes the way to a server out of use.</summary>
    internal void Fail(Channel channel)
    {
        if (channel.Phase == ChannelPhase.Idle)
        {
            IdleCount--;
            Close(channel);
        }
    }

    // A closed port or connection hears no late answer, so its ids need no rest.
    private void Close(Channel channel)
    {
        RestingCount -= channel.Resting.Count;
        channel.Resting.Clear();
        if (!channel.IsStream && !channel.IsRetired)
            _freshOfServer[channel.Server]--;
        CountOpen(channel, -1);
        channel.Phase = ChannelPhase.Closed;
        _transport.Close(channel.Number);
    }

    private bool TryOpen(Channel channel, uint now)
    {
        if (!_transport.TryOpenDatagram(channel.Number, _servers[channel.Server]))
            return false;
        StartOver(channel, ChannelPhase.Open, now);
        _freshOfServer[channel.Server]++;
        return true;
    }

    private void CountOpen(Channel channel, int change)
    {
        if (channel.IsStream)
            OpenStreams += change;
        else
            OpenDatagrams += change;
    }

    private void StartOver(Channel channel, ChannelPhase phase, uint now)
    {
        CountOpen(channel, +1);
        channel.Phase = phase;
        channel.OpenedAt = now;
        channel.Uses = channel.Answers = 0;
        channel.IsShared = channel.IsStalled = channel.IsRetired = false;
        channel.MaxIdle = channel.IsStream ? MaxIdleStream : MaxIdleDatagram;
    }

    private void LayToRest(Channel channel, ushort id, uint now)
    {
        if (channel.Resting.Count == MaxResting)
            Release(channel);
        channel.Resting.Add(id, now + _rest);
        RestingCount++;
    }

    private void ReleaseRested(Channel channel, uint now)
    {
        while (channel.Resting.HasRested(now))
            Release(channel);
    }

    private void Release(Channel channel)
    {
        channel.Resting.Release();
        RestingCount--;
    }

    private ushort ChooseId(Channel channel)
    {
        ushort id = _random.NextUInt16();
        while (Ids.Find(channel.Number, id) != IdMap.Free || channel.Resting.Contains(id))
            id = _random.NextUInt16();
        return id;
    }

    private static bool IsWorn(Channel channel, uint now) =>
        channel.Uses >= MaxUses || now - channel.OpenedAt > MaxAge;

    /// <summary>The socket of the batch at hand to one server, and how many more it may have.</summary>
    private record struct Batch(Channel? Channel, int Left);
}
