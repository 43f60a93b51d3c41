using System.Numerics;

namespace GetXByY.Dns.Resolution;

/// <summary>The timers of all attempts: a ring of lists that live in the queries themselves. Arming and disarming
/// take constant time. Only the pump uses it.</summary>
/// <remarks>A slot stands for 4 ms, and its timers expire together when it has passed. The ring stands for 32.8 s, which
/// no attempt outlasts; a deadline may, and is passed over once in each turn. Times are the engine's milliseconds and may wrap around.</remarks>
internal sealed class TimerWheel
{
    // Both are powers of two, so that slots go on evenly where the time wraps around.
    private const uint SlotLength = 4;
    private const int Slots = 8192;

    private readonly QueryCells _queries;
    private readonly int[] _heads = new int[Slots];
    private readonly ulong[] _occupied = new ulong[Slots / 64];

    // The beginning of the first slot of time that was not swept completely.
    private uint _swept;

    internal TimerWheel(QueryCells queries, uint now)
    {
        _queries = queries;
        _swept = Beginning(now);
        for (int i = 0; i < _heads.Length; i++)
            _heads[i] = QueryCells.None;
    }

    /// <summary>How many timers are armed.</summary>
    internal int Count { get; private set; }

    /// <summary>Says what time it is. A wheel without a timer has nothing to sweep: it must not be behind when the first comes
    /// after weeks, for times may be compared for some weeks only.</summary>
    internal void Advance(uint now)
    {
        if (Count == 0)
            _swept = Beginning(now);
    }

    /// <summary>Arms a query's timer for its Expiry.</summary>
    internal void Arm(int query)
    {
        ref QueryCell cell = ref _queries[query];
        if ((int)(cell.Expiry - _swept) < 0)
            // Its slot was swept, and would be again after a whole turn only.
            cell.Expiry = _swept;
        int slot = SlotOf(cell.Expiry);
        cell.Previous = QueryCells.None;
        cell.Next = _heads[slot];
        if (cell.Next != QueryCells.None)
            _queries[cell.Next].Previous = query;
        _heads[slot] = query;
        _occupied[slot >> 6] |= 1UL << (slot & 63);
        Count++;
    }

    /// <summary>Disarms a query's timer.</summary>
    internal void Disarm(int query)
    {
        ref QueryCell cell = ref _queries[query];
        if (cell.Next != QueryCells.None)
            _queries[cell.Next].Previous = cell.Previous;
        if (cell.Previous != QueryCells.None)
        {
            _queries[cell.Previous].Next = cell.Next;
        }
        else
        {
            int slot = SlotOf(cell.Expiry);
            _heads[slot] = cell.Next;
            if (cell.Next == QueryCells.None)
                _occupied[slot >> 6] &= ~(1UL << (slot & 63));
        }
        Count--;
    }

    /// <summary>Disarms one query whose slot of time has passed.</summary>
    /// <returns>Its number, or None when there is no more by now.</returns>
    internal int TakeExpired(uint now)
    {
        uint current = Beginning(now);
        if ((int)(current - _swept) > Slots * SlotLength)
            // The clock jumped over a whole turn: every slot is looked at once.
            _swept = current - Slots * SlotLength;
        for (; (int)(current - _swept) > 0; _swept += SlotLength)
        {
            for (int query = _heads[SlotOf(_swept)]; query != QueryCells.None; query = _queries[query].Next)
            {
                // While the sweep lags behind, timers of the next turn may stand in the same slot.
                if ((int)(_queries[query].Expiry - now) > 0)
                    continue;
                Disarm(query);
                return query;
            }
        }
        return QueryCells.None;
    }

    /// <summary>How long until the next slot with a timer has passed, in milliseconds; null without a timer.</summary>
    internal uint? UntilNext(uint now)
    {
        if (Count == 0)
            return null;
        int start = SlotOf(_swept);
        for (int i = 0; i <= Slots / 64; i++)
        {
            int word = ((start >> 6) + i) & (Slots / 64 - 1);
            ulong bits = _occupied[word];
            if (i == 0)
                bits &= ulong.MaxValue << (start & 63);
            if (bits == 0)
                continue;
            int slot = (word << 6) + BitOperations.TrailingZeroCount(bits);
            uint due = _swept + (uint)(((slot - start) & (Slots - 1)) + 1) * SlotLength;
            return (int)(due - now) <= 0 ? 0 : due - now;
        }
        return null;
    }

    private static uint Beginning(uint time) => time & ~(SlotLength - 1);

    private static int SlotOf(uint time) => (int)(time / SlotLength) & (Slots - 1);
}
