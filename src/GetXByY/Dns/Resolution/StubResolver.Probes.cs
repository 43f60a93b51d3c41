using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

// Probes: a copy of a query goes to a server that is not healthy, while the query itself goes to one that is. The copy
// belongs to the server, not to the look-up: it is sent with the query, lives on without it, holds nothing of its caller's,
// and its answer tells how the server is and nothing else. There is at most one for each server; and as on a bad network the
// servers fall silent and recover all the time, all of them together are a twentieth of the queries at most, but for those
// that are owed to a server that has had none for long.
internal sealed partial class StubResolver
{
    // No probe may be out when the pump's thread leaves; in milliseconds.
    private const uint LongestProbe = 5000;

    // A probe for so many queries.
    private const double ProbeShare = 0.05;

    private readonly QueryBudget _probeBudget = new(ProbeShare);
    private int _probes;

    /// <summary>How many probes are out.</summary>
    internal int Probes => _probes;

    // A query was sent to a healthy server. Those that it has asked itself will not answer a copy of it any better.
    private void SendProbes(int query, uint now)
    {
        int asked = _queries[query].AskedServers;
        foreach (Server server in _servers.All)
        {
            if (server.IsProbeDue(now) && (asked & (1 << server.Number)) == 0
                && (server.IsProbeOwed(now) || _probeBudget.TryTake()))
            {
                SendProbe(query, server, now);
            }
        }
    }

    private void SendProbe(int query, Server server, uint now)
    {
        int probe = _queries.Rent();
        _probes++;
        ref QueryCell cell = ref _queries[probe];
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        server.OnProbe(name[..WriteName(_queries[query], name)], now);
        cell.Phase = QueryPhase.Probing;
        cell.Type = _queries[query].Type;
        cell.Server = server.Number;
        cell.AttemptEnd = now + _settings.AttemptTimeout;
        EndBy(ref cell, now + LongestProbe);
        SendProbe(probe, now);
    }

    // With all that is sent again.
    private static void EndBy(ref QueryCell probe, uint end)
    {
        probe.Deadline = end;
        probe.Marks |= QueryMarks.HasDeadline;
    }

    private void SendProbe(int probe, uint now)
    {
        ref QueryCell cell = ref _queries[probe];
        bool overTcp = _settings.UseTcp || (cell.Marks & QueryMarks.OverTcp) != 0;
        Channel? channel = overTcp
            ? _channels.ChooseStream(cell.Server, alone: false, now)
            : _channels.ChooseDatagram(cell.Server, now);
        if (channel is null)
        {
            ReturnProbe(probe);
            return;
        }
        ChooseForm(ref cell, overTcp, now);
        _channels.Board(channel, probe, now);
        SendOutcome outcome = channel.Phase == ChannelPhase.Open ? Send(probe, now) : SendOutcome.Sent;
        Arm(probe, cell.AttemptEnd);
        if (outcome == SendOutcome.Failed)
            OnChannelFailed(channel.Number, now);
        else if (outcome == SendOutcome.Full)
            EndProbe(probe, rest: false, now);
    }

    // A query that was answered by another server leaves behind the attempt that was slow: only so it comes to be known how
    // slow the server is, or that it is silent.
    private bool TryWatch(int query, int attempt, uint now)
    {
        ref QueryCell cell = ref _queries[attempt];
        Server server = _servers[cell.Server];
        uint end = SentAt(cell) + PatienceOf(cell);
        if (server.IsProbed || server.WasHeardSince(SentAt(cell), now) || (cell.Marks & QueryMarks.Overdue) != 0
            || (int)(end - now) <= 0)
        {
            return false;
        }
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        server.OnWatch(name[..WriteName(_queries[query], name)]);
        _earlier.Unlink(attempt);
        _probes++;
        cell.Phase = QueryPhase.Probing;
        EndBy(ref cell, now + LongestProbe);
        Arm(attempt, end);
        return true;
    }

    // It was answered by a message that matches it.
    private void JudgeProbe(int probe, scoped ResponseReader response, ReadOnlySpan<byte> name, uint now)
    {
        QueryMarks form = OtherForm(_queries[probe], response.ReadRcode(), now);
        if (form != QueryMarks.None)
        {
            SendProbeAgain(probe, form, now);
            return;
        }
        Server server = _servers[_queries[probe].Server];
        if (IsGood(response, name, _queries[probe].Type))
            server.OnSuccess();
        else
            server.OnFailure(now);
        ReturnProbe(probe);
    }

    // As for a query: the same server is asked in another form, within the same time.
    private void SendProbeAgain(int probe, QueryMarks form, uint now)
    {
        ref QueryCell cell = ref _queries[probe];
        cell.Marks |= form | QueryMarks.Resent;
        if ((int)(cell.AttemptEnd - now) <= 0 || IsLate(probe, now))
            ReturnProbe(probe);
        else
            SendProbe(probe, now);
    }

    private void OnProbeExpired(int probe, uint now)
    {
        bool goesOn = GoesOnOverTcp(_queries[probe]);
        if (!goesOn)
            NoteSilence(ref _queries[probe], now);
        Alight(probe, rest: true, now);
        if (goesOn)
            SendProbeAgain(probe, QueryMarks.OverTcp, now);
        else
            ReturnProbe(probe);
    }

    // Its channel is gone.
    private void OnProbeFailed(int probe, bool overTcp, uint now)
    {
        if (overTcp && DropsDoubt(ref _queries[probe], now))
            SendProbeAgain(probe, QueryMarks.None, now);
        else
            ReturnProbe(probe);
    }

    // As Judge has it; what is behind a truncated answer nobody asks.
    private static bool IsGood(scoped ResponseReader response, ReadOnlySpan<byte> name, RecordType type) =>
        response.ReadRcode() switch
        {
            Rcode.NXDomain or Rcode.YXDomain => true,
            Rcode.NoError => response.IsTruncated
                || AnswerReader.TryRead(response, name, type, null, out AnswerStatus status, out _) || IsNoData(status, response),
            _ => false,
        };

    // Takes a probe that is out back.
    private void EndProbe(int probe, bool rest, uint now)
    {
        EndAttempt(probe, rest, now);
        ReturnProbe(probe);
    }

    private void ReturnProbe(int probe)
    {
        _servers[_queries[probe].Server].OnProbeEnded();
        _queries.Return(probe);
        _probes--;
    }

    private int WriteName(in QueryCell cell, Span<byte> destination)
    {
        if (cell.Phase != QueryPhase.Probing)
            return _owner.WriteName(cell.Owner, cell.Variant, destination);
        ReadOnlySpan<byte> name = _servers[cell.Server].ProbeName;
        name.CopyTo(destination);
        return name.Length;
    }
}
