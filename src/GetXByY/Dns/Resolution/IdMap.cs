namespace GetXByY.Dns.Resolution;

/// <summary>Which query has which id on which channel: a table of the queries' numbers with linear probing; channel and
/// id stand in the queries themselves. Only the pump uses it.</summary>
internal sealed class IdMap(QueryCells queries)
{
    /// <summary>Instead of a query: nobody has the id.</summary>
    internal const int Free = -1;

    // A query's number plus 1, so that zero is an empty slot.
    private int[] _slots = new int[64];

    /// <summary>How many ids are in use.</summary>
    internal int Count { get; private set; }

    /// <summary>The query that has an id, or Free.</summary>
    internal int Find(ushort channel, ushort id)
    {
        for (int i = HomeOf(channel, id); _slots[i] != 0; i = Next(i))
        {
            int query = _slots[i] - 1;
            if (queries[query].Id == id && queries[query].Channel == channel)
                return query;
        }
        return Free;
    }

    /// <summary>Adds a query under its channel and id, which nobody has and which it keeps while it is here.</summary>
    internal void Add(int query)
    {
        if (Count * 2 >= _slots.Length)
            Grow();
        Put(query);
        Count++;
    }

    /// <summary>Takes out a query that is here.</summary>
    internal void Remove(int query)
    {
        int hole = HomeOf(query);
        while (_slots[hole] != query + 1)
            hole = Next(hole);
        Count--;
        int mask = _slots.Length - 1;
        // What stands behind the hole moves up, unless it would come to stand before the slot where a search for it
        // begins.
        for (int i = Next(hole); _slots[i] != 0; i = Next(i))
        {
            int home = HomeOf(_slots[i] - 1);
            if (((i - home) & mask) < ((i - hole) & mask))
                continue;
            _slots[hole] = _slots[i];
            hole = i;
        }
        _slots[hole] = 0;
    }

    private void Grow()
    {
        int[] old = _slots;
        _slots = new int[old.Length * 2];
        foreach (int slot in old)
        {
            if (slot != 0)
                Put(slot - 1);
        }
    }

    private void Put(int query)
    {
        int i = HomeOf(query);
        while (_slots[i] != 0)
            i = Next(i);
        _slots[i] = query + 1;
    }

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    private int HomeOf(int query) => HomeOf(queries[query].Channel, queries[query].Id);

    // Fibonacci hashing: ids are random, channels are not.
    private int HomeOf(ushort channel, ushort id) =>
        (int)(((((uint)channel << 16) | id) * 0x9E3779B97F4A7C15) >> 32) & (_slots.Length - 1);
}
