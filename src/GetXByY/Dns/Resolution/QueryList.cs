namespace GetXByY.Dns.Resolution;

/// <summary>A list of queries that ride on no channel, first come, first served; linked by NextRider and PreviousRider. Only
/// the pump uses it.</summary>
internal sealed class QueryList(QueryCells queries)
{
    /// <summary>Who came first, or None.</summary>
    internal int First { get; private set; } = QueryCells.None;

    /// <summary>Who came last, or None.</summary>
    internal int Last { get; private set; } = QueryCells.None;

    internal bool IsEmpty => First == QueryCells.None;

    internal void Add(int query)
    {
        ref QueryCell cell = ref queries[query];
        cell.NextRider = QueryCells.None;
        cell.PreviousRider = Last;
        if (IsEmpty)
            First = query;
        else
            queries[Last].NextRider = query;
        Last = query;
    }

    internal void Remove(int query)
    {
        ref QueryCell cell = ref queries[query];
        if (cell.PreviousRider == QueryCells.None)
            First = cell.NextRider;
        else
            queries[cell.PreviousRider].NextRider = cell.NextRider;
        if (cell.NextRider == QueryCells.None)
            Last = cell.PreviousRider;
        else
            queries[cell.NextRider].PreviousRider = cell.PreviousRider;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear() => First = Last = QueryCells.None;
}
