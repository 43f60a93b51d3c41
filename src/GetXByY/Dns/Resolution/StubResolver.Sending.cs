using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// How attempts go out: which server, which channel, and what when neither is left.
internal sealed partial class StubResolver
{
    // How long to wait when the system has no room for a datagram.
    private const uint FullDelay = 8;

    // How often a query begins again after a connection was closed that it shared with others.
    private const int MaxStrikes = 4;

    /// <summary>Sends the attempts that are ready.</summary>
    /// <param name="now">The time.</param>
    /// <param name="limit">How many at most, so that the pump comes back to other work.</param>
    internal void Flush(uint now, int limit)
    {
        for (int i = 0; i < limit && _firstReady != QueryCells.None && _pace.TryTake(now); i++)
        {
            int query = _firstReady;
            LeaveReady(query);
            if (IsLate(query, now))
                End(query, QueryOutcome.DeadlinePassed, now);
            else if (TryChooseServer(query, now))
                SendAttempt(query, now);
            else
                End(query, OutcomeWithoutAnswer(query), now);
        }
    }

    /// <summary>A TCP connection is there: what rides on it is sent.</summary>
    internal void OnStreamOpened(int number, uint now)
    {
        Channel channel = _channels[number];
        if (channel.Phase != ChannelPhase.Opening)
            return;
        channel.Phase = ChannelPhase.Open;
        for (int query = channel.FirstRider; query != QueryCells.None; query = _queries[query].NextRider)
        {
            SendOutcome outcome = Send(query);
            if (outcome == SendOutcome.Failed)
            {
                OnChannelFailed(number, now);
                return;
            }
            if (outcome == SendOutcome.Full)
            {
                _wheel.Disarm(query);
                _queries[query].Marks |= QueryMarks.Unsent;
                Arm(query, now + FullDelay);
            }
        }
    }

    /// <summary>A channel is of no use any more: the port was unreachable, or the connection failed or was closed. Its
    /// riders go on to the next server and do not come back to this one, unless others may be to blame.</summary>
    internal void OnChannelFailed(int number, uint now)
    {
        Channel channel = _channels[number];
        bool wasOpenStream = channel.IsStream && channel.Phase == ChannelPhase.Open;
        (int answers, bool wasShared) = (channel.Answers, channel.IsShared);
        while (channel.FirstRider != QueryCells.None)
        {
            int query = channel.FirstRider;
            EndAttempt(query, rest: false, now);
            if (wasOpenStream && MayBeInnocent(query, answers, wasShared))
                AskAgain(query, QueryMarks.OverTcp);
            else
                TryOtherServer(query, QueryMarks.SawFailure);
        }
        _channels.Fail(channel);
    }

    // A server that closes after some answers wants to be asked again (RFC 7766 section 6.2.3). One that closes without
    // any may do so because of another rider. Either way the query goes on alone: to send all that is left again and
    // again, for one answer each time, would be work without bound.
    private bool MayBeInnocent(int query, int answers, bool wasShared) =>
        (answers > 0 || wasShared) && ++_queries[query].Strikes < MaxStrikes;

    private bool TryChooseServer(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        bool same = (cell.Marks & QueryMarks.SameServer) != 0;
        cell.Marks &= ~(QueryMarks.SameServer | QueryMarks.Unsent | QueryMarks.Unboarded);
        if (same && (int)(cell.AttemptEnd - now) > 0)
            return true;
        if (same)
            // Asking again, in another form or over another connection, has used up the attempt.
            NoteTimeout(ref cell, null);
        int servers = _settings.Servers.Count;
        while (cell.Attempts < servers * _settings.Attempts)
        {
            int server = (cell.FirstServer + cell.Attempts++) % servers;
            if ((cell.FailedServers & (1 << server)) != 0)
                continue;
            cell.Server = (byte)server;
            cell.Marks &= ~(QueryMarks.WithoutEdns | QueryMarks.OverTcp);
            cell.Strikes = 0;
            cell.AttemptEnd = now + _settings.AttemptTimeout;
            return true;
        }
        return false;
    }

    private void SendAttempt(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        bool overTcp = _settings.UseTcp || (cell.Marks & QueryMarks.OverTcp) != 0;
        Channel? channel = overTcp
            ? _channels.ChooseStream(cell.Server, alone: cell.Strikes > 0, now)
            : _channels.ChooseDatagram(cell.Server, now);
        if (channel is null && !overTcp)
        {
            TryOtherServer(query, QueryMarks.SawFailure);
            return;
        }
        cell.Phase = QueryPhase.Waiting;
        if (channel is null)
        {
            cell.Marks |= QueryMarks.Unboarded;
            Arm(query, now + FullDelay);
            return;
        }
        _channels.Board(channel, query, now);
        SendOutcome outcome = channel.Phase == ChannelPhase.Open ? Send(query) : SendOutcome.Sent;
        if (outcome == SendOutcome.Full)
            cell.Marks |= QueryMarks.Unsent;
        Arm(query, outcome == SendOutcome.Full ? now + FullDelay : cell.AttemptEnd);
        if (outcome == SendOutcome.Failed)
            OnChannelFailed(channel.Number, now);
    }

    // Arms a query's timer for a time, or for the end of its attempt or its deadline if these come first.
    private void Arm(int query, uint expiry)
    {
        ref QueryCell cell = ref _queries[query];
        cell.Expiry = (int)(cell.AttemptEnd - expiry) < 0 ? cell.AttemptEnd : expiry;
        if ((cell.Marks & QueryMarks.HasDeadline) != 0 && (int)(cell.Deadline - cell.Expiry) < 0)
            cell.Expiry = cell.Deadline;
        _wheel.Arm(query);
    }

    private SendOutcome Send(int query)
    {
        ref QueryCell cell = ref _queries[query];
        Span<byte> name = stackalloc byte[255];
        Span<byte> message = stackalloc byte[512];
        int nameLength = _owner.WriteName(cell.Owner, cell.Variant, name);
        bool edns = (cell.Marks & QueryMarks.WithoutEdns) == 0;
        int length = QueryWriter.Write(message, cell.Id, name[..nameLength], cell.Type, edns);
        Counts.Sent++;
        return _transport.Send(cell.Channel, message[..length]);
    }

    private bool IsLate(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        return (cell.Marks & QueryMarks.HasDeadline) != 0 && (int)(cell.Deadline - now) <= 0;
    }

    private QueryOutcome OutcomeWithoutAnswer(int query)
    {
        QueryMarks marks = _queries[query].Marks;
        return (marks & QueryMarks.SawTimeout) != 0 ? QueryOutcome.TimedOut
            : (marks & QueryMarks.SawFailure) != 0 ? QueryOutcome.ServerFailure
            : QueryOutcome.Refusal;
    }
}
