using GetXByY.Lookups;

namespace GetXByY.Engine;

// What an engine shows of itself, to any thread and without a lock.
internal sealed partial class LookupEngine
{
    // To look into a cell, and from there at its word, costs about as much as to look at so many words in a row.
    private const int WordsOfACell = 8;

    /// <summary>What the resolver shows of itself.</summary>
    internal PublishedFigures Figures { get; } = new();

    internal ResolverSnapshot TakeSnapshot()
    {
        EngineCounts counts = Counts;
        Span<int> states = stackalloc int[(int)LookupState.Cancelled + 1];
        states.Clear();
        int cells = counts.Rented != 0 ? _cells.HighWater : 0;
        if (cells < _table.Slots / WordsOfACell)
            _table.CountStates(_cells, cells, states);
        else
            _table.CountStates(states);
        return new ResolverSnapshot(Array.AsReadOnly(Figures.ReadServers()))
        {
            Started = counts.Started,
            Found = counts.Completed - counts.Failed,
            Failed = counts.Failed,
            Cancelled = counts.Cancelled,
            Queued = states[(int)LookupState.Queued],
            InFlight = states[(int)LookupState.InFlight],
            Finishing = states[(int)LookupState.Writing] + states[(int)LookupState.Unposted]
                + states[(int)LookupState.Posting],
            Queries = Figures.Queries,
            IdsAtRest = Figures.RestingIds,
            UdpSockets = Figures.Datagrams,
            UdpOverflow = Figures.Overflow,
            TcpConnections = Figures.Streams,
            KeptAnswers = Figures.Kept + Atomic.Read(ref _givenOfOne) + 2 * Atomic.Read(ref _givenOfTwo),
            SharedQueries = Figures.Followed,
            StaleAnswers = Figures.Stale,
        };
    }
}
