namespace GetXByY.Winsock;

/// <summary>Messages in their order, in an array that is used round and round. It grows with the messages that wait at
/// once and is kept then, so a message allocates nothing. Not thread-safe.</summary>
internal sealed class MessageRing
{
    private const int FirstLength = 16;

    // Its length is 0 or a power of two, so that the low bits of a position are an index.
    private QueuedMessage[] _entries = [];
    private int _first;

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a message behind the last.</summary>
    internal void Add(in QueuedMessage message)
    {
        if (Count == _entries.Length)
        {
            Grow();
        }
        At(Count++) = message;
    }

    /// <summary>Gives the first message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="remove">Whether it is taken out.</param>
    /// <param name="window">Only messages of this window; null for any.</param>
    /// <returns>Whether there is one.</returns>
    internal bool TryTake(out WindowMessage message, bool remove, MessageWindow? window)
    {
        for (int i = 0; i < Count; i++)
        {
            ref readonly QueuedMessage entry = ref At(i);
            if (window is null || entry.Window == window)
            {
                message = entry.Message;
                if (remove)
                {
                    RemoveAt(i);
                }
                return true;
            }
        }
        message = default;
        return false;
    }

    /// <summary>Adds all of another one, which is empty then.</summary>
    internal void TakeOver(MessageRing other)
    {
        if (Count == 0)
        {
            // Nothing is copied, and both keep an array that has the length they need.
            (_entries, other._entries) = (other._entries, _entries);
            (_first, other._first) = (other._first, _first);
            (Count, other.Count) = (other.Count, 0);
            return;
        }
        for (int i = 0; i < other.Count; i++)
        {
            Add(other.At(i));
        }
        other.Cut(0);
    }

    /// <summary>Takes out all that match; the others keep their order.</summary>
    /// <returns>How many.</returns>
    internal int RemoveAll(Predicate<QueuedMessage> match)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!match(At(i)))
            {
                At(kept++) = At(i);
            }
        }
        int removed = Count - kept;
        Cut(kept);
        return removed;
    }

    private void Cut(int kept)
    {
        while (Count > kept)
        {
            At(--Count) = default; // or it would hold its window and its origin
        }
    }

    private ref QueuedMessage At(int position) => ref _entries[(_first + position) & (_entries.Length - 1)];

    /// <summary>Closes the gap with those in front of it: whoever takes has just walked over them, and mostly there are
    /// none.</summary>
    private void RemoveAt(int position)
    {
        for (; position > 0; position--)
        {
            At(position) = At(position - 1);
        }
        At(0) = default; // or it would hold its window and its origin
        _first = (_first + 1) & (_entries.Length - 1);
        Count--;
    }

    private void Grow()
    {
        var entries = new QueuedMessage[Math.Max(FirstLength, _entries.Length * 2)];
        for (int i = 0; i < Count; i++)
        {
            entries[i] = At(i);
        }
        _entries = entries;
        _first = 0;
    }
}
