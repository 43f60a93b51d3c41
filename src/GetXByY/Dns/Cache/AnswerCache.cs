namespace GetXByY.Dns.Cache;

/// <summary>Keeps answers for as long as they may be kept, at most so many and so many bytes: then the one goes that was not
/// asked for the longest. It knows nothing of what it keeps. Only the pump uses it.</summary>
/// <remarks>A question is found by its hash and compared with its octets. To find one allocates nothing. Times are milliseconds in
/// 64 bits, which do not wrap around: between two questions a machine may be asleep for months.</remarks>
/// <param name="maxEntries">How many answers.</param>
/// <param name="maxBytes">How many bytes they may weigh together.</param>
internal sealed class AnswerCache<T>(int maxEntries, long maxBytes)
    where T : class
{
    // So many that were used behind its back are spared before one goes that was, too.
    private const int MostSpared = 32;

    private readonly Dictionary<ulong, CacheEntry<T>> _entries = [];
    private CacheEntry<T>? _newest;
    private CacheEntry<T>? _oldest;

    /// <summary>Whether an answer was used, since this was asked last, by somebody who has it from elsewhere; null when nobody
    /// has.</summary>
    internal Func<T, bool>? WasUsed { get; init; }

    /// <summary>Told each answer that is forgotten, but not when all are.</summary>
    internal Action<T>? Forgotten { get; init; }

    internal int Count => _entries.Count;

    /// <summary>What the answers weigh together.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Finds an answer that is not too old.</summary>
    /// <param name="hash">The hash of the question.</param>
    /// <param name="question">The question.</param>
    /// <param name="time">The time.</param>
    /// <returns>The entry, which may be stale; null when there is none.</returns>
    internal CacheEntry<T>? Find(ulong hash, ReadOnlySpan<byte> question, long time)
    {
        if (!_entries.TryGetValue(hash, out CacheEntry<T>? entry) || !question.SequenceEqual(entry.Octets))
            return null;
        if (time >= entry.End)
        {
            Remove(entry);
            return null;
        }
        Refresh(entry);
        return entry;
    }

    /// <summary>Keeps an answer, in place of an earlier one to the same question.</summary>
    internal void Keep(CacheEntry<T> entry)
    {
        if (_entries.TryGetValue(entry.Hash, out CacheEntry<T>? before))
            Remove(before);
        if (entry.Bytes > maxBytes)
            return;
        _entries.Add(entry.Hash, entry);
        Link(entry);
        Bytes += entry.Bytes;
        for (int spared = 0; Count > maxEntries || Bytes > maxBytes;)
        {
            CacheEntry<T> oldest = _oldest!;
            if (spared++ < MostSpared && oldest != entry && WasUsed is not null && WasUsed(oldest.Answer))
                Refresh(oldest);
            else
                Remove(oldest);
        }
    }

    /// <summary>Forgets an answer, if there is one.</summary>
    internal void Forget(ulong hash)
    {
        if (_entries.TryGetValue(hash, out CacheEntry<T>? entry))
            Remove(entry);
    }

    /// <summary>Forgets all.</summary>
    internal void Clear()
    {
        _entries.Clear();
        _newest = _oldest = null;
        Bytes = 0;
    }

    private void Remove(CacheEntry<T> entry)
    {
        _entries.Remove(entry.Hash);
        Unlink(entry);
        Bytes -= entry.Bytes;
        Forgotten?.Invoke(entry.Answer);
    }

    private void Refresh(CacheEntry<T> entry)
    {
        if (entry == _newest)
            return;
        Unlink(entry);
        Link(entry);
    }

    private void Link(CacheEntry<T> entry)
    {
        entry.Older = _newest;
        entry.Newer = null;
        if (_newest is null)
            _oldest = entry;
        else
            _newest.Newer = entry;
        _newest = entry;
    }

    private void Unlink(CacheEntry<T> entry)
    {
        if (entry.Newer is null)
            _newest = entry.Older;
        else
            entry.Newer.Older = entry.Older;
        if (entry.Older is null)
            _oldest = entry.Newer;
        else
            entry.Older.Newer = entry.Newer;
    }
}
