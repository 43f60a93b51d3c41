using System.Buffers.Binary;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// What comes in: matched with what was asked, judged, and turned into the end of a query or its next attempt.
internal sealed partial class StubResolver
{
    private AnswerData _answer = new();

    /// <summary>A message with this id has come on a channel, and <see cref="OnMessage"/> will follow soon.</summary>
    internal void Expect(int number, ushort id)
    {
        if (!HasMany)
            return;
        int query = _channels.Ids.Find((ushort)number, id);
        if (query != IdMap.Free && _queries[query].Phase != QueryPhase.Probing)
            _owner.Expect(_queries[query].Owner);
    }

    /// <summary>A message came on a channel. What does not match a query is dropped, and the query goes on listening
    /// (RFC 5452 section 9.1): a forger must not even be able to end an attempt.</summary>
    internal void OnMessage(int number, ReadOnlySpan<byte> message, uint now)
    {
        if (!ResponseReader.TryRead(message, out ResponseReader response))
        {
            OnMismatch(_servers[_channels[number].Server]);
            return;
        }
        int query = _channels.Ids.Find((ushort)number, response.Header.ID);
        if (query == IdMap.Free)
        {
            if (_channels[number].Resting.Contains(response.Header.ID))
                OnLateAnswer(_servers[_channels[number].Server], now);
            else
                OnMismatch(_servers[_channels[number].Server]);
            return;
        }
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        ref QueryCell cell = ref _queries[query];
        ReadOnlySpan<byte> name = buffer[..WriteName(cell, buffer)];
        bool matches = response.Matches(cell.Id, name, cell.Type);
        if (!matches && !response.MatchesWithoutQuestion(cell.Id))
        {
            OnMismatch(_servers[_channels[number].Server]);
            return;
        }
        Channel channel = _channels[number];
        if (!IsProven(query, response, hasQuestion: matches, channel, now))
        {
            Doubt(query, now);
            return;
        }
        if (cell.Phase == QueryPhase.Earlier)
        {
            query = Exchange(query, now);
            if (query == QueryCells.None)
                return;
            cell = ref _queries[query];
        }
        Counts.Answered++;
        channel.Answers++;
        channel.IsStalled = false;
        if (channel.IsStream)
            KeepAlive(channel, response);
        if ((cell.Marks & QueryMarks.MixedCase) != 0 && matches)
            ResponseReader.TryRead(RestoreCase(message, name), out response);
        // A connection may have had to be opened first.
        bool isMeasured = !channel.IsStream && (cell.Marks & QueryMarks.Resent) == 0;
        Server server = _servers[cell.Server];
        server.OnAnswer(isMeasured ? SentAt(cell) : null, now);
        if (cell.Phase != QueryPhase.Probing)
            server.Pace.OnAnswer(SentAt(cell), isMeasured, server.RoundTrip, now);
        EndAttempt(query, rest: false, now);
        if (cell.Phase == QueryPhase.Probing)
            JudgeProbe(query, response, name, now);
        else
            Judge(query, response, name, now);
    }

    private void OnMismatch(Server server)
    {
        Counts.Mismatched++;
        server.Counts.Mismatched++;
    }

    private void OnLateAnswer(Server server, uint now)
    {
        Counts.Late++;
        server.Counts.Late++;
        server.OnHeard(now);
        server.Pace.OnLateAnswer(now);
    }

    // RFC 7828 section 3.1: two octets of a tenth of a second each; without them it is a question, which only we ask.
    private static void KeepAlive(Channel channel, scoped ResponseReader response)
    {
        if (response.TryReadOption(OptionCode.TcpKeepalive, out ReadOnlySpan<byte> data) && data.Length == 2)
            Channels.KeepAlive(channel, BinaryPrimitives.ReadUInt16BigEndian(data) * 100u);
    }

    private void Judge(int query, scoped ResponseReader response, ReadOnlySpan<byte> name, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        if (response.IsTruncated && !_channels[cell.Channel].IsStream)
        {
            AskAgain(query, QueryMarks.OverTcp);
            return;
        }
        Rcode rcode = response.ReadRcode();
        QueryMarks form = OtherForm(cell, rcode, now);
        if (form != QueryMarks.None)
        {
            AskAgain(query, form);
            return;
        }
        switch (rcode)
        {
            case Rcode.NoError:
                JudgeAnswer(query, response, name, now);
                break;
            case Rcode.NXDomain or Rcode.YXDomain:
                EndWithoutData(query, response, name, QueryOutcome.NameError, now);
                break;
            default:
                Listen(query, response);
                OnFailure(query, rcode == Rcode.ServFail ? QueryMarks.SawFailure : QueryMarks.None, now);
                break;
        }
    }

    // In which other form the server wants to be asked; None where it does not mind the form.
    private QueryMarks OtherForm(in QueryCell cell, Rcode rcode, uint now)
    {
        if (rcode is Rcode.FormErr or Rcode.NotImp or Rcode.BadVers && (cell.Marks & QueryMarks.WithoutEdns) == 0)
            return QueryMarks.WithoutEdns | QueryMarks.FellBack;
        if (rcode == Rcode.BadCookie && !_channels[cell.Channel].IsStream)
            // Once with the cookie that came with it (RFC 7873 section 5.3), then where none is needed.
            return (cell.Marks & QueryMarks.SawBadCookie) != 0 ? QueryMarks.OverTcp : QueryMarks.SawBadCookie;
        if (rcode is Rcode.NoError or Rcode.NXDomain && (cell.Marks & QueryMarks.FellBack) != 0)
            // It may have minded this query alone; only now it is sure that it was for EDNS.
            _traits[cell.Server].LacksEdns.See(now);
        return QueryMarks.None;
    }

    private void JudgeAnswer(int query, scoped ResponseReader response, ReadOnlySpan<byte> name, uint now)
    {
        if (AnswerReader.TryRead(
            response, name, _queries[query].Type, RoomForAnswer(), out AnswerStatus status, out AnswerData? data))
            End(query, QueryOutcome.Found, now, data);
        else if (IsNoData(status, response))
            EndWithoutData(query, response, name, QueryOutcome.NoData, now);
        else
            // Garbled; or a referral, from a server that neither knows nor asks others.
            OnFailure(query, QueryMarks.SawFailure, now);
    }

    // Where nothing is kept, one does for all answers that nobody takes.
    private AnswerData? RoomForAnswer()
    {
        if (_cache is not null)
            return null;
        if (_answer.IsTaken)
            _answer = new AnswerData();
        return _answer;
    }

    // Without either it is a referral.
    private static bool IsNoData(AnswerStatus status, scoped ResponseReader response) =>
        status == AnswerStatus.NoData && (response.Header.AA || response.Header.RA);

    private void EndWithoutData(
        int query, scoped ResponseReader response, ReadOnlySpan<byte> name, QueryOutcome outcome, uint now)
    {
        // What was said before, by others perhaps, was about failures, and not about this answer.
        TakeSaid(query);
        Listen(query, response);
        long? milliseconds = _cache is null ? null : NegativeAnswer.ReadLifetime(response, name) * 1000L;
        End(query, outcome, now, negativeMilliseconds: milliseconds);
    }

    private void Listen(int query, scoped ResponseReader response)
    {
        if (response.TryReadOption(OptionCode.ExtendedDnsError, out ReadOnlySpan<byte> data)
            && ExtendedErrorOption.Read(data) is { } said)
            _said[query] = said;
    }

    private ExtendedErrorOption? TakeSaid(int query) =>
        _said.Count > 0 && _said.Remove(query, out ExtendedErrorOption? said) ? said : null;

    // The same question in another form to the same server: part of the same attempt.
    private void AskAgain(int query, QueryMarks form)
    {
        _queries[query].Marks |= form | QueryMarks.SameServer;
        MakeReady(query);
    }

    private void OnFailure(int query, QueryMarks reason, uint now)
    {
        _servers[_queries[query].Server].OnFailure(now);
        TryOtherServer(query, reason, now);
    }

    // Where another server was asked already, and may still answer, it is waited for first.
    private void TryOtherServer(int query, QueryMarks reason, uint now)
    {
        ref QueryCell cell = ref _queries[query];
        cell.Marks |= reason;
        cell.FailedServers |= (ushort)(1 << cell.Server);
        if (!TryResume(query, youngOnly: true, now))
            MakeReady(query);
    }
}
