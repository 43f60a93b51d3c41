using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// What comes in: matched with what was asked, judged, and turned into the end of a query or its next attempt.
internal sealed partial class StubResolver
{
    /// <summary>A message came on a channel. What does not match a query is dropped, and the query goes on listening
    /// (RFC 5452 section 9.1): a forger must not even be able to end an attempt.</summary>
    internal void OnMessage(int number, ReadOnlySpan<byte> message, uint now)
    {
        if (!ResponseReader.TryRead(message, out ResponseReader response))
        {
            Counts.Mismatched++;
            return;
        }
        int query = _channels.Ids.Find((ushort)number, response.Header.ID);
        if (query == IdMap.Resting)
        {
            Counts.Late++;
            return;
        }
        if (query == IdMap.Free)
        {
            Counts.Mismatched++;
            return;
        }
        Span<byte> buffer = stackalloc byte[DomainName.MaxLength];
        ref QueryCell cell = ref _queries[query];
        ReadOnlySpan<byte> name = buffer[.._owner.WriteName(cell.Owner, cell.Variant, buffer)];
        bool matches = response.Matches(cell.Id, name, cell.Type);
        if (!matches && !response.MatchesWithoutQuestion(cell.Id))
        {
            Counts.Mismatched++;
            return;
        }
        Counts.Answered++;
        _pace.Give(now);
        _channels[number].Answers++;
        _channels[number].IsStalled = false;
        EndAttempt(query, rest: false, now);
        Judge(query, response, name, now);
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
        if (rcode is Rcode.FormErr or Rcode.NotImp or Rcode.BadVers && (cell.Marks & QueryMarks.WithoutEdns) == 0)
        {
            AskAgain(query, QueryMarks.WithoutEdns);
            return;
        }
        switch (rcode)
        {
            case Rcode.NoError:
                JudgeAnswer(query, response, name, now);
                break;
            case Rcode.NXDomain:
                End(query, QueryOutcome.NameError, now);
                break;
            case Rcode.ServFail:
                TryOtherServer(query, QueryMarks.SawFailure);
                break;
            default:
                TryOtherServer(query, QueryMarks.None);
                break;
        }
    }

    private void JudgeAnswer(int query, scoped ResponseReader response, ReadOnlySpan<byte> name, uint now)
    {
        if (AnswerReader.TryRead(response, name, _queries[query].Type, out AnswerStatus status, out AnswerData? data))
            End(query, QueryOutcome.Found, now, data);
        else if (status == AnswerStatus.NoData && (response.Header.AA || response.Header.RA))
            End(query, QueryOutcome.NoData, now);
        else
            // Garbled; or a referral, from a server that neither knows nor asks others.
            TryOtherServer(query, QueryMarks.SawFailure);
    }

    // The same question in another form to the same server: part of the same attempt.
    private void AskAgain(int query, QueryMarks form)
    {
        _queries[query].Marks |= form | QueryMarks.SameServer;
        MakeReady(query);
    }

    private void TryOtherServer(int query, QueryMarks reason)
    {
        ref QueryCell cell = ref _queries[query];
        cell.Marks |= reason;
        cell.FailedServers |= (ushort)(1 << cell.Server);
        MakeReady(query);
    }
}
