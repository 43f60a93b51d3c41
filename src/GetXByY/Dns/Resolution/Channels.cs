using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>All channels to all servers: chooses one for an attempt, gives ids, lets them rest. Only the pump uses
/// it.</summary>
/// <remarks>
/// Against forgers (RFC 5452) every server has up to 64 UDP sockets on random ports. While fewer queries than that are
/// out, each has a socket of its own, opened for it and closed after it. Beyond that a socket is chosen at random, and
/// one that has carried many queries, or is old, gets no new ones while there are others. A socket that was shared
/// stays open for a moment without riders: under load their number swings, and opening costs more than asking.
///
/// Over TCP all queries share the first connection to a server (RFC 7766 section 6.2). A server may close it because of
/// one of them; those on which a connection was closed get connections of their own, so that it is found out which.
/// </remarks>
internal sealed class Channels
{
    internal const int DatagramsPerServer = 64;
    private const int StreamsPerServer = 32;
    private const int PerServer = DatagramsPerServer + StreamsPerServer;
    private const int MaxUses = 4096;
    private const uint MaxAge = 30_000;
    private const uint MaxIdle = 100;

    // At most a quarter of a channel's ids rest, and at most three quarters are taken in all, so that a random one is
    // soon found and starts never fail for resting ids.
    private const int MaxResting = 16_384;
    private const int MaxTaken = 49_152;

    private readonly Channel[] _channels;
    private readonly int[] _ridersOfServer;
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
        _transport = transport;
        _random = random;
        _ridersOfServer = new int[_servers.Count];
        _channels = new Channel[_servers.Count * PerServer];
        for (int i = 0; i < _channels.Length; i++)
            _channels[i] = new Channel((ushort)i, i / PerServer, isStream: i % PerServer >= DatagramsPerServer);
    }

    /// <summary>How many channels there are numbers for.</summary>
    internal static int CountFor(int servers) => servers * PerServer;

    /// <summary>The ids in use and at rest.</summary>
    internal IdMap Ids { get; } = new();

    /// <summary>How many sockets are open without riders.</summary>
    internal int IdleCount { get; private set; }

    /// <summary>How many ids rest.</summary>
    internal int RestingCount { get; private set; }

    internal Channel this[int number] => _channels[number];

    /// <summary>Chooses a UDP socket for an attempt, opening one where that is due.</summary>
    /// <returns>Null when none can be opened.</returns>
    internal Channel? ChooseDatagram(int server, uint now)
    {
        int offset = _random.NextUInt16() % DatagramsPerServer;
        bool wantsOwn = _ridersOfServer[server] < DatagramsPerServer;
        Channel? open = null;
        for (int i = 0; i < DatagramsPerServer; i++)
        {
            Channel channel = _channels[server * PerServer + (offset + i) % DatagramsPerServer];
            if (channel.Phase == ChannelPhase.Closed)
            {
                if (TryOpen(channel, now))
                    return channel;
                // No socket to be had (too many open files): share what there is.
                wantsOwn = false;
            }
            else if (channel.Riders + channel.Resting.Count < MaxTaken)
            {
                if (!wantsOwn && !IsWorn(channel, now))
                    return channel;
                open ??= channel;
            }
        }
        return open;
    }

    /// <summary>Chooses a TCP connection for an attempt, which may still be opening.</summary>
    /// <param name="server">The server.</param>
    /// <param name="alone">Whether the query wants one of its own, if there is any.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when the ids are used up.</returns>
    internal Channel? ChooseStream(int server, bool alone, uint now)
    {
        int first = server * PerServer + DatagramsPerServer;
        Channel channel = _channels[first];
        if (alone)
        {
            Span<Channel> others = _channels.AsSpan(first + 1, StreamsPerServer - 1);
            channel = others[_random.NextUInt16() % others.Length];
            for (int i = 0; i < others.Length && channel.Phase != ChannelPhase.Closed; i++)
            {
                if (others[i].Phase == ChannelPhase.Closed)
                    channel = others[i];
            }
        }
        if (channel.Riders + channel.Resting.Count >= MaxTaken)
            return null;
        if (channel.Phase == ChannelPhase.Closed)
        {
            StartOver(channel, ChannelPhase.Opening, now);
            _transport.OpenStream(channel.Number, _servers[server]);
        }
        return channel;
    }

    /// <summary>Puts a query on a channel under a new id.</summary>
    internal void Board(Channel channel, int query, uint now)
    {
        ReleaseRested(channel, now);
        ref QueryCell cell = ref _queries[query];
        cell.Channel = channel.Number;
        cell.Id = ChooseId(channel);
        Ids.Set(channel.Number, cell.Id, query);
        cell.PreviousRider = QueryCells.None;
        cell.NextRider = channel.FirstRider;
        if (cell.NextRider != QueryCells.None)
            _queries[cell.NextRider].PreviousRider = query;
        channel.FirstRider = query;
        channel.IsShared |= ++channel.Riders > 1;
        if (channel.Phase == ChannelPhase.Idle)
        {
            channel.Phase = ChannelPhase.Open;
            IdleCount--;
        }
        channel.Uses++;
        _ridersOfServer[channel.Server]++;
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
        bool stays = channel.Riders > 0 || StaysIdle(channel, now);
        if (rest && stays)
            LayToRest(channel, cell.Id, now);
        else
            Ids.Remove(channel.Number, cell.Id);
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

    /// <summary>Closes the sockets that nobody has used for a while.</summary>
    internal void CloseIdle(uint now)
    {
        if (IdleCount == 0)
            return;
        foreach (Channel channel in _channels)
        {
            if (channel.Phase != ChannelPhase.Idle || now - channel.IdleSince < MaxIdle)
                continue;
            IdleCount--;
            Close(channel);
        }
    }

    /// <summary>How long until <see cref="CloseIdle"/> may have something to do.</summary>
    internal uint? UntilIdle => IdleCount == 0 ? null : MaxIdle;

    private bool StaysIdle(Channel channel, uint now)
    {
        if (!channel.IsShared || channel.IsStream || channel.Phase != ChannelPhase.Open || IsWorn(channel, now))
            return false;
        channel.Phase = ChannelPhase.Idle;
        channel.IdleSince = now;
        IdleCount++;
        return true;
    }

    // A closed port or connection hears no late answer, so its ids need no rest.
    private void Close(Channel channel)
    {
        RestingCount -= channel.Resting.Count;
        foreach ((ushort id, _) in channel.Resting)
            Ids.Remove(channel.Number, id);
        channel.Resting.Clear();
        channel.Phase = ChannelPhase.Closed;
        _transport.Close(channel.Number);
    }

    private bool TryOpen(Channel channel, uint now)
    {
        if (!_transport.TryOpenDatagram(channel.Number, _servers[channel.Server]))
            return false;
        StartOver(channel, ChannelPhase.Open, now);
        return true;
    }

    private static void StartOver(Channel channel, ChannelPhase phase, uint now)
    {
        channel.Phase = phase;
        channel.OpenedAt = now;
        channel.Uses = channel.Answers = 0;
        channel.IsShared = false;
    }

    private void LayToRest(Channel channel, ushort id, uint now)
    {
        if (channel.Resting.Count == MaxResting)
            Release(channel);
        Ids.Set(channel.Number, id, IdMap.Resting);
        channel.Resting.Enqueue((id, now + _rest));
        RestingCount++;
    }

    private void ReleaseRested(Channel channel, uint now)
    {
        while (channel.Resting.TryPeek(out (ushort Id, uint Until) oldest) && (int)(now - oldest.Until) >= 0)
            Release(channel);
    }

    private void Release(Channel channel)
    {
        Ids.Remove(channel.Number, channel.Resting.Dequeue().Id);
        RestingCount--;
    }

    private ushort ChooseId(Channel channel)
    {
        ushort id = _random.NextUInt16();
        while (Ids.Find(channel.Number, id) != IdMap.Free)
            id = _random.NextUInt16();
        return id;
    }

    private static bool IsWorn(Channel channel, uint now) =>
        channel.Uses >= MaxUses || now - channel.OpenedAt > MaxAge;
}
