using System.Net;
using System.Net.Sockets;
using GetXByY.Configuration;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Databases;

// The source dns: names of the search list one after the other, for each the queries for A and AAAA, at once or in turn.
internal sealed partial class HostsDatabase
{
    private readonly HostAnswer _lent = new();

    /// <inheritdoc/>
    public int WriteName(int owner, int variant, Span<byte> destination)
    {
        bool written = cells[owner].Kind == LookupKind.HostByAddress
            ? ReverseName.TryWrite(cells.Argument(owner), destination, out int length)
            : GenerationOf(owner).Search.TryWrite(cells.Argument(owner), variant, destination, out length);
        // The same name was written before the query was started.
        return written ? length : throw new InvalidOperationException("A query without a possible name.");
    }

    /// <inheritdoc/>
    public bool IsWanted(int owner) => sink.IsWanted(owner);

    /// <inheritdoc/>
    public void Expect(int owner) => cells.Expect(owner);

    /// <inheritdoc/>
    public void OnAttempt(int owner, IPEndPoint server, bool overTcp) => sink.OnAttempt(owner, server, overTcp);

    /// <inheritdoc/>
    public void OnUnasked(int owner, UnaskedBy by) => sink.OnUnasked(owner, by);

    /// <inheritdoc/>
    public void OnQueryMoved(int owner, int from, int to)
    {
        ref HostProgress progress = ref cells[owner].Host;
        if (progress.FirstQuery == from)
            progress.FirstQuery = to;
        else
            progress.SecondQuery = to;
    }

    /// <inheritdoc/>
    public void OnQueryEnded(
        int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
    {
        if (said is not null)
            _said[owner] = said;
        ref HostProgress progress = ref cells[owner].Host;
        bool isFirst = progress.FirstQuery == query;
        GenerationOf(owner).Queries--;
        if (isFirst)
            progress.FirstQuery = QueryCells.None;
        else
            progress.SecondQuery = QueryCells.None;
        HostFindings finding = FindingOf(outcome);
        if (finding == HostFindings.Found && IsForExistence(owner))
            // It is an A record, and the caller wants AAAA.
            (finding, answer) = (HostFindings.NoData, null);
        // Not so for AAAA: some servers say that of it where there is A (RFC 4074 section 4.2).
        bool isAbsent = isFirst && finding == HostFindings.NameError;
        if (isAbsent)
            finding |= HostFindings.Absent;
        progress.Current |= (byte)finding;
        if (isFirst && IsInTurn(owner) && (finding & HostFindings.Silence) == 0)
            progress.SecondQuery = StartQuery(owner, RecordType.AAAA);
        int other = isFirst ? progress.SecondQuery : progress.FirstQuery;
        if (other == QueryCells.None)
        {
            Decide(owner, answer, ttl, now);
            return;
        }
        if (answer is null && !isAbsent)
            return;
        // What is found, or is not there, is worth waiting for the rest no longer than one attempt.
        HostGeneration generation = GenerationOf(owner);
        generation.Resolver.Hasten(other, now + (uint)generation.Configuration.AttemptTimeout.TotalMilliseconds);
        if (answer is null)
            return;
        (_answers ??= [])[owner] = new FoundAnswer(answer.Take(), ttl, now);
        if (sink.WantsPart(owner))
            sink.Give(owner, ToEntry(owner, answer, null, ttl));
    }

    // Starts the queries for the first name from the one at hand that is a possible name.
    private bool TryAskServers(int cell)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        ref LookupCell look = ref cells[cell];
        SearchList search = GenerationOf(cell).Search;
        int count = look.Kind == LookupKind.HostByAddress ? 1 : search.CountFor(cells.Argument(cell));
        for (; look.Host.Candidate < count; look.Host.Candidate++)
        {
            if (look.Kind == LookupKind.HostByName &&
                !search.TryWrite(cells.Argument(cell), look.Host.Candidate, name, out _))
                continue;
            StartQueries(cell);
            return true;
        }
        return false;
    }

    private void StartQueries(int cell)
    {
        ref LookupCell look = ref cells[cell];
        if (look.Kind == LookupKind.HostByAddress)
        {
            look.Host.FirstQuery = StartQuery(cell, RecordType.PTR);
            return;
        }
        if (look.Host.AddressFamily != AddressFamily.InterNetworkV6 || IsForExistence(cell))
            look.Host.FirstQuery = StartQuery(cell, RecordType.A);
        if (WantsAaaa(cell) && !IsInTurn(cell))
            look.Host.SecondQuery = StartQuery(cell, RecordType.AAAA);
    }

    private int StartQuery(int cell, RecordType type)
    {
        ref LookupCell look = ref cells[cell];
        uint? deadline = (look.Marks & CellMarks.HasDeadline) != 0 ? look.Deadline : null;
        HostGeneration generation = GenerationOf(cell);
        generation.Queries++;
        return generation.Resolver.Start(cell, look.Host.Candidate, type, deadline);
    }

    private bool WantsAaaa(int cell) =>
        cells[cell].Kind == LookupKind.HostByName && cells[cell].Host.AddressFamily != AddressFamily.InterNetwork
        && !GenerationOf(cell).Configuration.NoAaaa;

    // With no-aaaa the query for A tells whether the name exists; so does glibc.
    private bool IsForExistence(int cell) =>
        cells[cell].Kind == LookupKind.HostByName && cells[cell].Host.AddressFamily == AddressFamily.InterNetworkV6
        && GenerationOf(cell).Configuration.NoAaaa;

    // With single-request the query for AAAA waits for the end of that for A.
    private bool IsInTurn(int cell) =>
        WantsAaaa(cell) && cells[cell].Host.AddressFamily == AddressFamily.Unspecified
        && GenerationOf(cell).Configuration.SingleRequest;

    // All queries for one name have ended.
    private void Decide(int cell, AnswerData? last, uint ttl, uint now)
    {
        ref HostProgress progress = ref cells[cell].Host;
        var current = (HostFindings)progress.Current;
        progress.Current = 0;
        if ((current & HostFindings.Found) != 0)
        {
            LeaveFound(cell, now, _answers is not null && _answers.Remove(cell, out FoundAnswer first)
                ? ToFound(cell, first.Data, last, last is null ? first.TtlAt(now) : Math.Min(first.TtlAt(now), ttl))
                : MayStayAnswer(cell, last!) ? _lent.Of(last!) : ToFound(cell, last!, null, ttl));
            return;
        }
        if ((current & HostFindings.Absent) != 0)
            current &= ~(HostFindings.Absent | HostFindings.Failure);
        Remember(cell, current);
        GoOn(cell, current);
        if (TryAskServers(cell))
            return;
        bool isDenied = ((HostFindings)progress.Seen & ~HostFindings.Denial) == 0;
        if (Leave(cell, isDenied ? SourceStatus.NotFound : SourceStatus.Unavailable))
            End(cell);
        else
            AskSources(cell);
    }

    private bool MayStayAnswer(int cell, AnswerData answer) =>
        cells[cell].Kind == LookupKind.HostByName && !answer.IsKept && sink.TakesAnswers(cell);

    // [SUCCESS=continue] throws away what was found; so does glibc.
    private void LeaveFound(int cell, uint now, object found)
    {
        if (!Leave(cell, SourceStatus.Success))
        {
            AskSources(cell);
            return;
        }
        Tell(cell, now);
        Complete(cell, new LookupResult<object>(found));
    }

    // As in glibc the name as it was given, tried before the search list, is what failures are told of.
    private void Remember(int cell, HostFindings current)
    {
        ref HostProgress progress = ref cells[cell].Host;
        bool isBehindGiven = progress.Candidate > 0 && cells[cell].Kind == LookupKind.HostByName
            && GenerationOf(cell).Search.IsFirstAsGiven(cells.Argument(cell));
        progress.Seen |= (byte)(isBehindGiven ? current & HostFindings.Silence : current);
    }

    // Which name is next: after a refusal among the suffixes only the name as it was given, after silence none.
    private void GoOn(int cell, HostFindings current)
    {
        ref HostProgress progress = ref cells[cell].Host;
        if (cells[cell].Kind == LookupKind.HostByAddress || (current & HostFindings.Silence) != 0)
            progress.Candidate = byte.MaxValue;
        else if ((current & HostFindings.Refusal) != 0 && !IsGiven(cell))
            progress.Candidate =
                (byte)GenerationOf(cell).Search.AsGivenBehind(cells.Argument(cell), progress.Candidate);
        else
            progress.Candidate++;
    }

    private bool IsGiven(int cell) =>
        cells[cell].Host.Candidate == 0 && GenerationOf(cell).Search.IsFirstAsGiven(cells.Argument(cell));

    private static HostFindings FindingOf(QueryOutcome outcome) => outcome switch
    {
        QueryOutcome.Found => HostFindings.Found,
        QueryOutcome.NoData => HostFindings.NoData,
        QueryOutcome.NameError => HostFindings.NameError,
        QueryOutcome.ServerFailure => HostFindings.ServerFailure,
        QueryOutcome.Refusal => HostFindings.Refusal,
        QueryOutcome.TimedOut => HostFindings.TimedOut,
        _ => HostFindings.DeadlinePassed,
    };
}
