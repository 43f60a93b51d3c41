using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>The stub resolver: puts questions to servers, in attempts, until one answers. A pure state machine: it is
/// told what happens and what time it is, and tells a transport what to send; it does no I/O and reads no clock.</summary>
/// <remarks>Only the pump uses it. An owner is called from <see cref="Flush"/>, <see cref="Expire"/> and
/// what is told of the network, never from inside a call that it makes itself.</remarks>
internal sealed partial class StubResolver
{
    private readonly ResolverSettings _settings;
    private readonly ITransport _transport;
    private readonly IQueryOwner _owner;
    private readonly QueryCells _queries = new();
    private readonly ServerList _servers;
    private readonly Channels _channels;
    private readonly TimerWheel _wheel;

    private readonly ReadyQueries _ready;

    // What servers have said about their failures, by query (RFC 8914); most say nothing.
    private readonly Dictionary<int, ExtendedErrorOption> _said = [];

    // Which server the next query begins with, when they rotate.
    private int _rotation;

    internal StubResolver(
        ResolverSettings settings, ITransport transport, IQueryOwner owner, RandomSource random, uint now)
    {
        _settings = settings;
        _transport = transport;
        _owner = owner;
        _servers = new ServerList(settings, RoomFor(transport));
        _channels = new Channels(settings, _queries, transport, random);
        _earlier = new EarlierAttempts(_queries, _channels);
        _ready = new ReadyQueries(_queries);
        _fresh = new QueryList(_queries);
        _cache = settings.Cache.MaxEntries == 0 ? null : new(settings.Cache.MaxEntries, settings.Cache.MaxBytes)
        {
            WasUsed = owner.WasGiven,
            Forgotten = owner.OnForgotten,
        };
        _hedges = new QueryBudget(settings.HedgingBudget);
        _wheel = new TimerWheel(_queries, now);
        _hash = new KeyedHash(random);
        _traits = [.. settings.Servers.Select(server => new ServerTraits(_hash, server))];
    }

    /// <summary>What was sent, matched and dropped.</summary>
    internal ResolverCounts Counts { get; init; } = new();

    /// <summary>The servers, and what is known about each.</summary>
    internal ServerList Servers => _servers;

    /// <summary>How many queries have not ended.</summary>
    internal int Outstanding => _queries.Count - _probes - _earlier.Count;

    /// <summary>How many ids rest.</summary>
    internal int RestingIds => _channels.RestingCount;

    /// <summary>Whether attempts can be sent at once.</summary>
    internal bool CanSend(uint now) => !_fresh.IsEmpty || MaySendAny(now);

    /// <summary>Says what time it is, before the queries of a turn are started.</summary>
    /// <param name="now">The time.</param>
    /// <param name="milliseconds">The same in 64 bits; of use only where answers are kept.</param>
    internal void BeginTurn(uint now, long milliseconds)
    {
        _wheel.Advance(now);
        (_turn, _turnMilliseconds) = (now, milliseconds);
    }

    /// <summary>Begins a query; nothing is sent before the next <see cref="Flush"/>.</summary>
    /// <returns>Its number, until it ends.</returns>
    internal int Start(int owner, int variant, RecordType type, uint? deadline)
    {
        int query = _queries.Rent();
        ref QueryCell cell = ref _queries[query];
        cell.Owner = owner;
        cell.Variant = (byte)variant;
        cell.Type = type;
        if (deadline is uint time)
        {
            cell.Deadline = time;
            cell.Marks = QueryMarks.HasDeadline;
        }
        if (_settings.Rotate)
            cell.FirstServer = _rotation++ % _servers.Count;
        if (_cache is null)
            Ask(query);
        else
            AddFresh(query);
        return query;
    }

    private void Ask(int query)
    {
        _hedges.Earn();
        _probeBudget.Earn();
        MakeReady(query);
    }

    /// <summary>Stops a query whose look-up has ended: its owner hears no more of it.</summary>
    internal void Stop(int query, uint now)
    {
        if (TryHandOver(query, now, out int stopped))
            query = stopped;
        LeaveShared(query);
        QueryPhase phase = _queries[query].Phase;
        if (phase == QueryPhase.Ready)
            LeaveReady(query);
        else if (phase == QueryPhase.Waiting)
            EndAttempt(query, rest: true, now);
        DropEarlier(query, isAnswered: false, now);
        TakeSaid(query);
        _queries.Return(query);
    }

    /// <summary>Gives up all queries; the resolver is of no use after that. Channels are left to whoever disposes of the
    /// transport.</summary>
    internal void Abandon()
    {
        _queries.Clear();
        _ready.Clear();
        _fresh.Clear();
        _leaders.Clear();
        _followers.Clear();
        _stale.Clear();
        _earlier.Clear();
        _said.Clear();
        _probes = 0;
        _following = 0;
    }

    /// <summary>Gives a query an earlier deadline.</summary>
    internal void Hasten(int query, uint deadline)
    {
        ref QueryCell cell = ref _queries[query];
        bool hadDeadline = (cell.Marks & QueryMarks.HasDeadline) != 0;
        if (!hadDeadline || (int)(deadline - cell.Deadline) < 0)
            cell.Deadline = deadline;
        cell.Marks |= QueryMarks.HasDeadline;
        bool isUnsent = cell.Phase is QueryPhase.Ready or QueryPhase.Following;
        if (cell.Phase == QueryPhase.Waiting || (isUnsent && hadDeadline))
        {
            if ((int)(cell.Expiry - cell.Deadline) <= 0)
                return;
            _wheel.Disarm(query);
        }
        else if (!isUnsent)
        {
            return;
        }
        cell.Expiry = cell.Deadline;
        _wheel.Arm(query);
    }

    /// <summary>Deals with attempts that were not answered in time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="limit">How many at most, so that the pump comes back to other work.</param>
    /// <returns>Whether there are more.</returns>
    internal bool Expire(uint now, int limit)
    {
        _channels.CloseIdle(now);
        for (int i = 0; i < limit; i++)
        {
            int query = _wheel.TakeExpired(now);
            if (query == QueryCells.None)
                return false;
            OnExpired(query, now);
        }
        return true;
    }

    private void OnExpired(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        if (IsLate(query, now) && TryHandOverLate(query, now, out int late, isArmed: false))
        {
            EndLate(late, query, now);
            return;
        }
        if (cell.Phase is QueryPhase.Ready or QueryPhase.Following)
        {
            // So many are to be sent before it, or the answer is so slow, that its deadline has come.
            if (cell.Phase == QueryPhase.Ready)
                _ready.Remove(query);
            End(query, QueryOutcome.DeadlinePassed, now);
            return;
        }
        bool isUnsent = (cell.Marks & (QueryMarks.Unsent | QueryMarks.Unboarded)) != 0;
        bool isOver = (int)(cell.AttemptEnd - now) <= 0;
        if (cell.Phase == QueryPhase.Probing)
        {
            OnProbeExpired(query, now);
            return;
        }
        if (!_owner.IsWanted(cell.Owner))
        {
            if (TryHandOver(query, now, out _, isArmed: false))
                return;
            if (isOver && !isUnsent)
                NoteSilence(ref cell, now);
            Alight(query, rest: (cell.Marks & QueryMarks.Unsent) == 0, now);
            Drop(query);
            return;
        }
        if (!isUnsent && !isOver && !IsLate(query, now) && !GoesOnOverTcp(cell))
        {
            OnImpatience(query, now);
            return;
        }
        if (isUnsent)
        {
            cell.Marks |= QueryMarks.SameServer;
        }
        else if (GoesOnOverTcp(cell))
        {
            cell.Marks |= QueryMarks.OverTcp | QueryMarks.SameServer;
        }
        else
        {
            NoteTimeout(ref cell, isOver, now);
            _channels[cell.Channel].IsStalled = true;
        }
        Alight(query, rest: (cell.Marks & QueryMarks.Unsent) == 0, now);
        // At once, so that nobody follows it whom it would leave without the attempt.
        if (IsLate(query, now))
            End(query, QueryOutcome.DeadlinePassed, now);
        else
            MakeReady(query);
    }

    // When the attempt that is out was begun.
    private uint SentAt(in QueryCell cell) => cell.AttemptEnd - _settings.AttemptTimeout;

    /// <summary>How long until there is something to do, in milliseconds; null for never.</summary>
    internal uint? UntilNext(uint now)
    {
        if (!_fresh.IsEmpty)
            return 0;
        if (!_ready.IsEmpty)
            return MaySendAny(now) ? 0u : 1u;
        uint? timer = _wheel.UntilNext(now);
        return _channels.UntilIdle(now) is uint idle ? Math.Min(timer ?? idle, idle) : timer;
    }

    private void MakeReady(int query)
    {
        ref QueryCell cell = ref _queries[query];
        cell.Phase = QueryPhase.Ready;
        _ready.Add(query);
        if ((cell.Marks & QueryMarks.HasDeadline) == 0)
            return;
        // How long it waits until it may be sent depends on all before it.
        cell.Expiry = cell.Deadline;
        _wheel.Arm(query);
    }

    private void LeaveReady(int query)
    {
        if ((_queries[query].Marks & QueryMarks.HasDeadline) != 0)
            _wheel.Disarm(query);
        _ready.Remove(query);
    }

    // Ends the attempt that is out.
    private void EndAttempt(int query, bool rest, uint now)
    {
        _wheel.Disarm(query);
        Alight(query, rest, now);
    }

    private void Alight(int query, bool rest, uint now)
    {
        if ((_queries[query].Marks & QueryMarks.Unboarded) == 0)
            _channels.Alight(query, rest, now);
    }

    // isOver: not only the deadline of its look-up has passed.
    private void NoteTimeout(ref QueryCell cell, bool isOver, uint now)
    {
        cell.Marks |= QueryMarks.SawTimeout;
        if (!isOver)
            return;
        DropsDoubt(ref cell, now);
        NoteSilence(ref cell, now);
    }

    // Ends a query that is in no list any more.
    private void End(
        int query, QueryOutcome outcome, uint now, AnswerData? answer = null, long? negativeMilliseconds = null)
    {
        if (outcome <= QueryOutcome.NameError)
            _servers[_queries[query].Server].OnSuccess();
        if ((_queries[query].Marks & QueryMarks.Leads) != 0 || _queries[query].Phase == QueryPhase.Following)
            EndShared(query, outcome, now, answer, negativeMilliseconds);
        else
            EndOne(query, outcome, answer, answer?.Ttl ?? 0, TakeSaid(query), now);
    }

    private void EndOne(
        int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
    {
        int owner = _queries[query].Owner;
        DropEarlier(query, outcome <= QueryOutcome.NameError, now);
        _queries.Return(query);
        _owner.OnQueryEnded(owner, query, outcome, answer, ttl, said, now);
    }
}
