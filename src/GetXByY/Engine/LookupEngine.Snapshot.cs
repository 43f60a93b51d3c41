namespace GetXByY.Engine;

// What an engine shows of itself, to any thread and without a lock.
internal sealed partial class LookupEngine
{
    /// <summary>What the resolver shows of itself.</summary>
    internal PublishedFigures Figures { get; } = new();

    internal ResolverSnapshot TakeSnapshot()
    {
        EngineCounts counts = Counts;
        Span<int> states = stackalloc int[(int)LookupState.Cancelled + 1];
        states.Clear();
        if (counts.Rented != 0)
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
        };
    }
}
