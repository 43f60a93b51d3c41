namespace GetXByY.Dns.Resolution;

/// <summary>The attempts that are still listened to although their query has gone on to the next one. They have cells of
/// their own, which ride on the channels in their query's place; few queries have any. Only the pump uses it.</summary>
/// <remarks>In such a cell Previous is the query, and Next the attempt before it. They end with their query.</remarks>
internal sealed class EarlierAttempts(QueryCells queries, Channels channels)
{
    // The youngest of each query that has one.
    private readonly Dictionary<int, int> _youngest = [];

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The youngest of a query, or None.</summary>
    internal int YoungestOf(int query) =>
        Count > 0 && _youngest.TryGetValue(query, out int attempt) ? attempt : QueryCells.None;

    /// <summary>The attempt that is out becomes an earlier one: its query rides no more.</summary>
    internal void Add(int query)
    {
        int attempt = queries.Rent();
        ref QueryCell cell = ref queries[attempt];
        cell = queries[query];
        cell.Phase = QueryPhase.Earlier;
        cell.Marks &= ~QueryMarks.Leads;
        cell.Previous = query;
        cell.Next = YoungestOf(query);
        _youngest[query] = attempt;
        Count++;
        channels.Move(query, attempt);
    }

    /// <summary>A query that rides on nothing takes an earlier attempt back: it is the one that is out again.</summary>
    internal void TakeBack(int attempt)
    {
        int query = queries[attempt].Previous;
        ref QueryCell cell = ref queries[query];
        cell.Server = queries[attempt].Server;
        cell.AttemptEnd = queries[attempt].AttemptEnd;
        cell.Strikes = queries[attempt].Strikes;
        cell.Marks = (cell.Marks & ~QueryMarks.OfServer) | (queries[attempt].Marks & QueryMarks.OfServer);
        channels.Move(attempt, query);
        Unlink(attempt);
        queries.Return(attempt);
    }

    /// <summary>Nothing can come of an attempt any more.</summary>
    internal void Remove(int attempt, bool rest, uint now)
    {
        Unlink(attempt);
        channels.Alight(attempt, rest, now);
        queries.Return(attempt);
    }

    /// <summary>Takes an attempt away from its query; it rides on.</summary>
    internal void Unlink(int attempt)
    {
        (int query, int before) = (queries[attempt].Previous, queries[attempt].Next);
        int youngest = _youngest[query];
        if (youngest != attempt)
        {
            int after = youngest;
            while (queries[after].Next != attempt)
                after = queries[after].Next;
            queries[after].Next = before;
        }
        else if (before != QueryCells.None)
        {
            _youngest[query] = before;
        }
        else
        {
            _youngest.Remove(query);
        }
        Count--;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear()
    {
        _youngest.Clear();
        Count = 0;
    }
}
