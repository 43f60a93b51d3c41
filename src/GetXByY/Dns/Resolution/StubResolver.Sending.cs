using System.Numerics;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// How attempts go out: which server, which channel, and what when neither is left.
internal sealed partial class StubResolver
{
    // How long to wait when the system has no room for a datagram.
    private const uint FullDelay = 8;

    // What an answer takes of a receive buffer, with what the system keeps beside it, if it has 600 octets at most.
    private const int AnswerSize = 1280;

    // Over so many sockets at least what is out is spread: batches of 64 over 64 sockets that are drawn.
    private const int SpreadOver = 8;

    // Where fewer are outstanding all would go back and forth in one heap: the server would have nothing to do while we read its
    // answers, and we nothing while it writes them. And what is known of fewer is in the caches anyway.
    private const int ManyOutstanding = 256;

    // How often a query begins again after a connection was closed that it shared with others.
    private const int MaxStrikes = 4;

    // How many that are not wanted any more are passed over in one turn.
    private const int UnwantedSlice = 32;

    /// <summary>Sends the attempts that are ready.</summary>
    /// <param name="now">The time.</param>
    /// <param name="limit">How many at most, so that the pump comes back to other work.</param>
    internal void Flush(uint now, int limit)
    {
        if (!_fresh.IsEmpty)
            FindFresh(now, limit);
        _channels.BeginTurn(Outstanding - _following);
        SendReady(now, limit);
        _transport.Flush();
    }

    private void SendReady(uint now, int limit)
    {
        int unwanted = 0;
        for (int i = 0; i < limit && unwanted < UnwantedSlice && !_ready.IsEmpty; i++)
        {
            ExpectNext();
            if (!TryTakeReady(_ready.First, now, ref unwanted) && !TryTakeReady(_ready.Second, now, ref unwanted))
                return;
        }
        if (unwanted < UnwantedSlice)
            return;
        // Those who waited longest were cancelled, and there may be a hundred thousand of them. Who came last need not wait
        // until all are gone.
        for (int i = 0; i < UnwantedSlice && !_ready.IsEmpty; i++)
        {
            if (!TryTakeReady(_ready.Last, now, ref unwanted))
                return;
        }
    }

    // Those behind the first: while they waited for the pace of their server they fell out of the caches.
    private void ExpectNext()
    {
        if (!HasMany)
            return;
        int next = _queries[_ready.First].NextRider;
        if (next == QueryCells.None)
            return;
        _owner.Expect(_queries[next].Owner);
        int overNext = _queries[next].NextRider;
        if (overNext != QueryCells.None)
            _queries.Expect(overNext);
    }

    // Sends a query that is ready, or ends it if it may not be sent any more; false if there is none, or it has to wait for the
    // pace of its server.
    private bool TryTakeReady(int query, uint now, ref int unwanted)
    {
        if (query == QueryCells.None)
            return false;
        bool isWanted = _owner.IsWanted(_queries[query].Owner);
        if (!isWanted && TryHandOver(query, now, out _))
        {
            // One at a time: all its followers may be cancelled, too.
            unwanted++;
            return true;
        }
        bool isLate = IsLate(query, now);
        if (isWanted && isLate && TryHandOverLate(query, now, out int late))
        {
            EndLate(late, query, now);
            return true;
        }
        if (isWanted && !isLate && !MaySend(query, now))
            return false;
        unwanted += isWanted ? 0 : 1;
        LeaveReady(query);
        if (!isWanted)
            Drop(query);
        else if (isLate)
            End(query, QueryOutcome.DeadlinePassed, now);
        else if (TryChooseServer(query, now))
            SendAttempt(query, now);
        else if (!TryResume(query, youngOnly: false, now))
            End(query, OutcomeWithoutAnswer(query), now);
        return true;
    }

    /// <summary>The system had no room for a datagram that <see cref="ITransport.Send"/> had taken. Its query, if that has not
    /// ended meanwhile, is sent in a moment, if it is still wanted then.</summary>
    internal void OnUnsent(int number, ushort id, uint now)
    {
        int query = _channels.Ids.Find((ushort)number, id);
        if (query == IdMap.Free)
            return;
        if (_queries[query].Phase == QueryPhase.Probing)
        {
            EndProbe(query, rest: false, now);
        }
        else if (_queries[query].Phase == QueryPhase.Waiting)
        {
            _wheel.Disarm(query);
            SendLater(query, now);
        }
    }

    private void SendLater(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        cell.Marks |= QueryMarks.Unsent;
        _servers[cell.Server].Pace.PutBack(SentAt(cell));
        Arm(query, now + FullDelay);
    }

    // Whether the server that the query asks next may be asked more.
    private bool MaySend(int query, uint now)
    {
        int server = AsksSameServer(query, now) ? _queries[query].Server : _servers.PeekNext(_queries[query]);
        return server == ServerList.None || _servers[server].Pace.IsOpen(_servers[server].RoundTrip, now);
    }

    // How many answers of one server find room before they are received, wherever they come.
    private static int RoomFor(ITransport transport) => transport.ReceiveBuffer / AnswerSize * SpreadOver;

    private bool MaySendAny(uint now) =>
        !_ready.IsEmpty
        && (MaySend(_ready.First, now) || (_ready.Second is int second and not QueryCells.None && MaySend(second, now)));

    private bool AsksSameServer(int query, uint now) =>
        (_queries[query].Marks & QueryMarks.SameServer) != 0 && (int)(_queries[query].AttemptEnd - now) > 0;

    /// <summary>A TCP connection is there: what rides on it is sent.</summary>
    internal void OnStreamOpened(int number, uint now)
    {
        Channel channel = _channels[number];
        if (channel.Phase != ChannelPhase.Opening)
            return;
        channel.Phase = ChannelPhase.Open;
        for (int query = channel.FirstRider; query != QueryCells.None; query = _queries[query].NextRider)
        {
            QueryPhase phase = _queries[query].Phase;
            if (phase != QueryPhase.Probing && !IsWanted(phase == QueryPhase.Earlier ? _queries[query].Previous : query, now))
                continue;
            SendOutcome outcome = Send(query, now);
            if (outcome == SendOutcome.Failed)
            {
                OnChannelFailed(number, now);
                return;
            }
            if (outcome == SendOutcome.Full && _queries[query].Phase != QueryPhase.Earlier)
            {
                _wheel.Disarm(query);
                SendLater(query, now);
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
        // A server may have no TCP at all and be well.
        if (!channel.IsStream || (_settings.UseTcp && answers == 0))
            _servers[channel.Server].OnUnreachable(now);
        while (channel.FirstRider != QueryCells.None)
        {
            int query = channel.FirstRider;
            if (_queries[query].Phase == QueryPhase.Earlier)
            {
                if (!channel.IsStream)
                    _queries[_queries[query].Previous].FailedServers |= (ushort)(1 << channel.Server);
                _earlier.Remove(query, rest: false, now);
                continue;
            }
            _servers[channel.Server].Pace.PutBack(SentAt(_queries[query]));
            EndAttempt(query, rest: false, now);
            if (_queries[query].Phase == QueryPhase.Probing)
                OnProbeFailed(query, channel.IsStream, now);
            else if (wasOpenStream && MayBeInnocent(query, answers, wasShared))
                AskAgain(query, QueryMarks.OverTcp);
            else if (channel.IsStream && DropsDoubt(ref _queries[query], now))
                AskAgain(query, QueryMarks.None);
            else
                TryOtherServer(query, QueryMarks.SawFailure, now);
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
        bool isStillTime = AsksSameServer(query, now);
        cell.Marks &= ~(QueryMarks.SameServer | QueryMarks.Unsent | QueryMarks.Unboarded);
        if (isStillTime)
        {
            cell.Marks |= QueryMarks.Resent;
            return true;
        }
        if (same)
            // Asking again, in another form or over another connection, has used up the attempt.
            NoteTimeout(ref cell, isOver: true, now);
        int server = _servers.Next(ref cell);
        if (server == ServerList.None)
            return false;
        cell.Server = server;
        cell.Marks &= ~QueryMarks.OfServer;
        cell.Strikes = 0;
        cell.AttemptEnd = now + _settings.AttemptTimeout;
        return true;
    }

    private void SendAttempt(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        bool overTcp = _settings.UseTcp || (cell.Marks & QueryMarks.OverTcp) != 0;
        ChooseForm(ref cell, overTcp, now);
        Channel? channel = overTcp
            ? _channels.ChooseStream(cell.Server, alone: cell.Strikes > 0, now)
            : _channels.ChooseDatagram(cell.Server, now);
        if (channel is null && !overTcp)
        {
            TryOtherServer(query, QueryMarks.SawFailure, now);
            return;
        }
        cell.Phase = QueryPhase.Waiting;
        Server server = _servers[cell.Server];
        if (channel is null)
        {
            cell.Marks |= QueryMarks.Unboarded;
            Arm(query, now + FullDelay);
            return;
        }
        server.Pace.Take(server.RoundTrip, now);
        _channels.Board(channel, query, now);
        _owner.OnAttempt(cell.Owner, _settings.Servers[cell.Server], overTcp);
        SendOutcome outcome = channel.Phase == ChannelPhase.Open ? Send(query, now) : SendOutcome.Sent;
        if (outcome == SendOutcome.Full)
            SendLater(query, now);
        else
            Arm(query, NextLook(cell, now));
        if (outcome == SendOutcome.Failed)
            OnChannelFailed(channel.Number, now);
        else if (cell.Round == 0 && server.IsHealthy)
            SendProbes(query, now);
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

    private SendOutcome Send(int query, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        Span<byte> message = stackalloc byte[QueryWriter.MaxLength];
        int length = WriteQuery(cell, _channels[cell.Channel].IsStream, now, message);
        Counts.Sent++;
        _servers[cell.Server].Counts.Sent++;
        return MayLeaveTogether(cell)
            ? _transport.Send(cell.Channel, message[..length])
            : _transport.SendAlone(cell.Channel, message[..length]);
    }

    private bool HasMany => Outstanding >= ManyOutstanding;

    // Whether there are enough, and the next attempt follows, and soon.
    private bool MayLeaveTogether(in QueryCell cell) =>
        HasMany && IsFirst(cell) && _servers.HasNext(cell) && !_servers[cell.Server].RoundTrip.IsUnknown;

    // Whether it is the first attempt of a query, or was.
    private static bool IsFirst(in QueryCell cell) =>
        cell.Phase != QueryPhase.Probing && cell.Round == 0 && (cell.Marks & QueryMarks.Resent) == 0
        && BitOperations.IsPow2(cell.AskedServers);

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
