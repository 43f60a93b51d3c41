using System.Net.Sockets;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Databases;

// The source dns: names of the search list one after the other, for each the queries for A and AAAA at once.
internal sealed partial class HostsDatabase
{
    /// <inheritdoc/>
    public int WriteName(int owner, int variant, Span<byte> destination)
    {
        bool written = cells[owner].Kind == LookupKind.HostByAddress
            ? ReverseName.TryWrite(cells.Argument(owner), destination, out int length)
            : _search.TryWrite(cells.Argument(owner), variant, destination, out length);
        // The same name was written before the query was started.
        return written ? length : throw new InvalidOperationException("A query without a possible name.");
    }

    /// <inheritdoc/>
    public void OnQueryEnded(int owner, int query, QueryOutcome outcome, AnswerData? answer, uint now)
    {
        ref HostProgress progress = ref cells[owner].Host;
        if (progress.FirstQuery == query)
            progress.FirstQuery = QueryCells.None;
        else
            progress.SecondQuery = QueryCells.None;
        progress.Seen |= (byte)FindingOf(outcome);
        int other = progress.FirstQuery != QueryCells.None ? progress.FirstQuery : progress.SecondQuery;
        if (other != QueryCells.None)
        {
            if (answer is null)
                return;
            // What is found is worth waiting for the rest no longer than one attempt.
            _answers[owner] = answer;
            Resolver.Hasten(other, now + (uint)configuration.AttemptTimeout.TotalMilliseconds);
            return;
        }
        Decide(owner, answer);
    }

    // Starts the queries for the first name from the one at hand that is a possible name.
    private bool TryAskServers(int cell)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        ref LookupCell look = ref cells[cell];
        int count = look.Kind == LookupKind.HostByAddress ? 1 : _search.CountFor(cells.Argument(cell));
        for (; look.Host.Candidate < count; look.Host.Candidate++)
        {
            if (look.Kind == LookupKind.HostByName &&
                !_search.TryWrite(cells.Argument(cell), look.Host.Candidate, name, out _))
                continue;
            StartQueries(cell);
            return true;
        }
        return false;
    }

    private void StartQueries(int cell)
    {
        ref LookupCell look = ref cells[cell];
        uint? deadline = (look.Marks & CellMarks.HasDeadline) != 0 ? look.Deadline : null;
        int variant = look.Host.Candidate;
        if (look.Kind == LookupKind.HostByAddress)
        {
            look.Host.FirstQuery = Resolver.Start(cell, variant, RecordType.PTR, deadline);
            return;
        }
        if (look.Host.AddressFamily != AddressFamily.InterNetworkV6)
            look.Host.FirstQuery = Resolver.Start(cell, variant, RecordType.A, deadline);
        if (look.Host.AddressFamily != AddressFamily.InterNetwork)
            look.Host.SecondQuery = Resolver.Start(cell, variant, RecordType.AAAA, deadline);
    }

    // All queries for one name have ended.
    private void Decide(int cell, AnswerData? last)
    {
        HostFindings findings = Findings(cell);
        if ((findings & HostFindings.Found) != 0)
        {
            _answers.Remove(cell, out AnswerData? first);
            sink.Complete(cell, new LookupResult<object>(ToEntry(cell, first ?? last!, first is null ? null : last)));
            return;
        }
        if ((findings & HostFindings.Final) == 0)
        {
            cells[cell].Host.Candidate++;
            if (TryAskServers(cell))
                return;
        }
        cells[cell].Host.Source++;
        AskSources(cell);
    }

    private HostEntry ToEntry(int cell, AnswerData first, AnswerData? second)
    {
        if (cells[cell].Kind == LookupKind.HostByAddress)
            return new HostEntry(first.PointerNames[0], [.. first.PointerNames.Skip(1)], [Address(cell)]);
        if (second is null)
            return new HostEntry(first.CanonicalName, first.Aliases, first.Addresses);
        return new HostEntry(
            first.CanonicalName,
            [.. first.Aliases.Union(second.Aliases, StringComparer.OrdinalIgnoreCase)],
            [.. first.Addresses.Concat(second.Addresses).OrderBy(a => a.AddressFamily)]);
    }

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
