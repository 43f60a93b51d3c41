using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>The stub resolver: puts questions to servers, in attempts, until one answers. A pure state machine: it is
/// told what happens and what time it is, and tells a transport what to send; it does no I/O and reads no clock.</summary>
/// <remarks>Only the pump uses it. An owner is called from <see cref="Flush"/>, <see cref="Expire"/> and
/// <see cref="OnMessage"/>, never from inside a call that it makes itself.</remarks>
internal sealed partial class StubResolver
{
    private readonly ResolverSettings _settings;
    private readonly ITransport _transport;
    private readonly IQueryOwner _owner;
    private readonly QueryCells _queries = new();
    private readonly Channels _channels;
    private readonly TimerWheel _wheel;
    private readonly SendPace _pace;

    // The queries whose next attempt is to be sent, first come, first served.
    private int _firstReady = QueryCells.None;
    private int _lastReady = QueryCells.None;

    // Which server the next query begins with, when they rotate.
    private int _rotation;

    internal StubResolver(
        ResolverSettings settings, ITransport transport, IQueryOwner owner, RandomSource random, uint now)
    {
        _settings = settings;
        _transport = transport;
        _owner = owner;
        _channels = new Channels(settings, _queries, transport, random);
        _wheel = new TimerWheel(_queries, now);
        _pace = new SendPace(now);
    }

    /// <summary>What was sent, matched and dropped.</summary>
    internal ResolverCounts Counts { get; } = new();

    /// <summary>How many queries have not ended.</summary>
    internal int Outstanding => _queries.Count;

    /// <summary>How many ids rest.</summary>
    internal int RestingIds => _channels.RestingCount;

    /// <summary>Whether attempts can be sent at once.</summary>
    internal bool CanSend(uint now) => _firstReady != QueryCells.None && _pace.IsOpen(now);

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
            cell.FirstServer = (byte)(_rotation++ % _settings.Servers.Count);
        MakeReady(query);
        return query;
    }

    /// <summary>Stops a query whose look-up has ended: its owner hears no more of it.</summary>
    internal void Stop(int query, uint now)
    {
        if (_queries[query].Phase == QueryPhase.Ready)
            LeaveReady(query);
        else
            EndAttempt(query, rest: true, now);
        _queries.Return(query);
    }

    /// <summary>Gives a query an earlier deadline.</summary>
    internal void Hasten(int query, uint deadline)
    {
        ref QueryCell cell = ref _queries[query];
        if ((cell.Marks & QueryMarks.HasDeadline) == 0 || (int)(deadline - cell.Deadline) < 0)
            cell.Deadline = deadline;
        cell.Marks |= QueryMarks.HasDeadline;
        if (cell.Phase != QueryPhase.Waiting || (int)(cell.Expiry - cell.Deadline) <= 0)
            return;
        _wheel.Disarm(query);
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
            ref QueryCell cell = ref _queries[query];
            if ((cell.Marks & (QueryMarks.Unsent | QueryMarks.Unboarded)) != 0)
                cell.Marks |= QueryMarks.SameServer;
            else
                NoteTimeout(ref cell, _channels[cell.Channel]);
            Alight(query, rest: (cell.Marks & QueryMarks.Unsent) == 0, now);
            MakeReady(query);
        }
        return true;
    }

    /// <summary>How long until there is something to do, in milliseconds; null for never.</summary>
    internal uint? UntilNext(uint now)
    {
        if (_firstReady != QueryCells.None)
            return _pace.IsOpen(now) ? 0u : 1u;
        uint? timer = _wheel.UntilNext(now);
        return _channels.UntilIdle is uint idle ? Math.Min(timer ?? idle, idle) : timer;
    }

    private void MakeReady(int query)
    {
        ref QueryCell cell = ref _queries[query];
        cell.Phase = QueryPhase.Ready;
        cell.Next = QueryCells.None;
        cell.Previous = _lastReady;
        if (_lastReady == QueryCells.None)
            _firstReady = query;
        else
            _queries[_lastReady].Next = query;
        _lastReady = query;
    }

    private void LeaveReady(int query)
    {
        ref QueryCell cell = ref _queries[query];
        if (cell.Previous == QueryCells.None)
            _firstReady = cell.Next;
        else
            _queries[cell.Previous].Next = cell.Next;
        if (cell.Next == QueryCells.None)
            _lastReady = cell.Previous;
        else
            _queries[cell.Next].Previous = cell.Previous;
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

    private void NoteTimeout(ref QueryCell cell, Channel? channel)
    {
        cell.Marks |= QueryMarks.SawTimeout;
        Counts.TimedOut++;
        if (channel is not null)
            channel.IsStalled = true;
    }

    // Ends a query that is in no list any more.
    private void End(int query, QueryOutcome outcome, uint now, AnswerData? answer = null)
    {
        int owner = _queries[query].Owner;
        _queries.Return(query);
        _owner.OnQueryEnded(owner, query, outcome, answer, now);
    }
}
