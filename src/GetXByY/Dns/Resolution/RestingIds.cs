namespace GetXByY.Dns.Resolution;

/// <summary>The ids of one channel whose answers may still come although nobody waits for them: no query may have one of
/// them until it has rested. Only the pump uses it.</summary>
internal sealed class RestingIds
{
    // Both are for those channels only on which ever one has rested. A bit for each id: 8 KB.
    private Queue<(ushort Id, uint Until)>? _queue;
    private ulong[] _bits = [];

    internal int Count => _queue?.Count ?? 0;

    internal bool Contains(ushort id) => _bits.Length != 0 && (_bits[id >> 6] & BitOf(id)) != 0;

    /// <summary>Lays an id to rest.</summary>
    /// <param name="id">An id that does not rest.</param>
    /// <param name="until">When it may be used again; not before those that rest already.</param>
    internal void Add(ushort id, uint until)
    {
        if (_bits.Length == 0)
            _bits = new ulong[(ushort.MaxValue + 1) / 64];
        _bits[id >> 6] |= BitOf(id);
        (_queue ??= new()).Enqueue((id, until));
    }

    /// <summary>Whether the oldest has rested by now.</summary>
    internal bool HasRested(uint now) =>
        _queue is not null && _queue.TryPeek(out (ushort Id, uint Until) oldest) && (int)(now - oldest.Until) >= 0;

    /// <summary>Takes out the oldest.</summary>
    internal void Release()
    {
        ushort id = _queue!.Dequeue().Id;
        _bits[id >> 6] &= ~BitOf(id);
    }

    internal void Clear()
    {
        _queue?.Clear();
        Array.Clear(_bits);
    }

    private static ulong BitOf(ushort id) => 1UL << (id & 63);
}
