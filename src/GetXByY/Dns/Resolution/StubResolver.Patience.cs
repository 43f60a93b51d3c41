namespace GetXByY.Dns.Resolution;

// How long an attempt waits alone. It is listened to for as long as the option `timeout` says, but when its server usually
// answers sooner the next attempt does not wait for that: it is sent beside it. When the answer is probably lost that is the
// next attempt's right; when it is only slow it is a hedge, which costs a token and goes to a healthy server that was not
// asked yet. The first good answer ends the query, and with it the other attempts.
internal sealed partial class StubResolver
{
    private readonly EarlierAttempts _earlier;
    private readonly QueryBudget _hedges;

    /// <summary>How many attempts are listened to besides those at hand.</summary>
    internal int EarlierCount => _earlier.Count;

    // When the attempt that was just sent needs attention.
    private uint NextLook(in QueryCell cell, uint now)
    {
        // Whoever has nobody else to ask can only wait, but for a repetition; and so can those who were told to ask again over TCP.
        bool hasNext = _servers.HasNext(cell);
        if ((cell.Marks & QueryMarks.OverTcp) != 0 || (!hasNext && !MayRepeat(cell)))
            return cell.AttemptEnd;
        uint patience = PatienceOf(cell);
        if (!hasNext)
            return now + patience;
        bool mayHedge = _hedges.Exists && (cell.Marks & QueryMarks.Resent) == 0
            && _servers.Other(cell) != ServerList.None;
        return now + (mayHedge && _servers[cell.Server].Slow is uint slow ? Math.Min(slow, patience) : patience);
    }

    private uint PatienceOf(in QueryCell cell) =>
        _servers[cell.Server].Patience(_settings.AttemptTimeout, _servers.Count > 1, cell.Round);

    // The attempt is slow, or was probably lost.
    private void OnImpatience(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        uint patience = PatienceOf(cell);
        bool repeats = !_servers.HasNext(cell);
        if (repeats && !ShouldRepeat(cell, now))
        {
            Arm(query, cell.AttemptEnd);
            return;
        }
        // What has been found out about the server meanwhile is no reason to wait longer where there is another.
        bool isHopeless = !_servers[cell.Server].IsHealthy && _servers.Other(cell) != ServerList.None;
        // What was sent again was left all its time from then on.
        bool isLost = (cell.Marks & QueryMarks.Resent) != 0 || now - SentAt(cell) >= patience;
        if (repeats || isHopeless || isLost)
        {
            NoteSilence(ref cell, now);
            _channels[cell.Channel].IsStalled = true;
        }
        else if (!TryTakeHedge(cell))
        {
            Arm(query, SentAt(cell) + patience);
            return;
        }
        _earlier.Add(query);
        if (repeats)
            cell.Marks |= QueryMarks.SameServer;
        MakeReady(query);
    }

    // The last attempt may be sent once more, in its own time. Who has set one attempt wants one.
    private bool MayRepeat(in QueryCell cell) => _settings.Attempts > 1 && (cell.Marks & QueryMarks.Resent) == 0;

    // Where others were answered meanwhile the last attempt was probably lost, as the one before it was: a server that is asked for a
    // hundred thousand names loses some of them twice, for want of room.
    private bool ShouldRepeat(in QueryCell cell, uint now) =>
        MayRepeat(cell) && _servers[cell.Server].WasHeardSince(SentAt(cell), now);

    private bool TryTakeHedge(in QueryCell cell)
    {
        int other = _servers.Other(cell);
        if (other == ServerList.None || !_hedges.TryTake())
            return false;
        _servers[other].Counts.Hedges++;
        return true;
    }

    // An attempt was not answered in time; that is counted once.
    private void NoteSilence(ref QueryCell cell, uint now)
    {
        if ((cell.Marks & QueryMarks.Overdue) != 0)
            return;
        cell.Marks |= QueryMarks.Overdue;
        Counts.TimedOut++;
        _servers[cell.Server].OnSilence(SentAt(cell), now);
    }

    // Instead of a further attempt: goes on waiting for an earlier one.
    // youngOnly: one that is not thought to be lost.
    private bool TryResume(int query, bool youngOnly, uint now)
    {
        for (int attempt = _earlier.YoungestOf(query); attempt != QueryCells.None; attempt = _queries[attempt].Next)
        {
            ref QueryCell cell = ref _queries[attempt];
            uint end = youngOnly ? SentAt(cell) + PatienceOf(cell) : cell.AttemptEnd;
            if ((int)(end - now) <= 0 || (_queries[query].FailedServers & (1 << cell.Server)) != 0)
                continue;
            _earlier.TakeBack(attempt);
            // The attempt that has failed may not even have been sent; this one was.
            _queries[query].Marks &= ~(QueryMarks.SameServer | QueryMarks.Unsent | QueryMarks.Unboarded);
            _queries[query].Phase = QueryPhase.Waiting;
            Arm(query, end);
            return true;
        }
        return false;
    }

    // An earlier attempt was answered: its query takes it back, in exchange for the one that is out.
    // Returns the query, or None when nobody wants to know.
    private int Exchange(int attempt, uint now)
    {
        int query = _queries[attempt].Previous;
        ref QueryCell cell = ref _queries[query];
        switch (cell.Phase)
        {
            case QueryPhase.Dropped:
                return QueryCells.None;
            case QueryPhase.Ready:
                LeaveReady(query);
                break;
            case QueryPhase.Waiting when (cell.Marks & (QueryMarks.Unsent | QueryMarks.Unboarded)) == 0:
                _wheel.Disarm(query);
                _earlier.Add(query);
                break;
            default:
                EndAttempt(query, rest: false, now);
                break;
        }
        cell.Marks &= ~(QueryMarks.SameServer | QueryMarks.Unsent | QueryMarks.Unboarded);
        cell.Phase = QueryPhase.Waiting;
        _earlier.TakeBack(attempt);
        // Its own time may be long over.
        cell.Expiry = now + 1;
        _wheel.Arm(query);
        return query;
    }

    // The query has ended, or was stopped.
    private void DropEarlier(int query, bool isAnswered, uint now)
    {
        for (int attempt = _earlier.YoungestOf(query); attempt != QueryCells.None; attempt = _earlier.YoungestOf(query))
        {
            ref QueryCell cell = ref _queries[attempt];
            // The name is answered, so it was lost.
            if (isAnswered && (cell.Marks & QueryMarks.Overdue) != 0)
                _servers[cell.Server].Pace.OnLoss(SentAt(cell), now);
            if (!isAnswered || !TryWatch(query, attempt, now))
                _earlier.Remove(attempt, rest: true, now);
        }
    }
}
