using System.Diagnostics;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The messages of one queue: those of a thread, or those of one window with a delegate.</summary>
internal sealed class MessageList
{
    /// <summary>How many messages may wait in one queue: 10,000, as in Windows.</summary>
    internal const int Limit = 10_000;

    // Guards _messages and the IsDestroyedLocked of all windows that use this list. Held for a few instructions and while
    // waiting for a message (which lets go of it); nothing of the user's runs under it.
    private readonly object _lock = new();
    private readonly LinkedList<Entry> _messages = new();

    /// <summary>Whether no message waits.</summary>
    internal bool IsEmpty
    {
        get
        {
            lock (Atomic.At(_lock))
            {
                return _messages.Count == 0;
            }
        }
    }

    /// <summary>Adds a message at the end.</summary>
    /// <param name="message">The message.</param>
    /// <param name="window">The window it goes to; null for a message to the thread.</param>
    /// <param name="origin">Who posts it, for <see cref="RemoveFrom"/>; null for nobody in particular.</param>
    /// <returns>What became of it.</returns>
    internal PostOutcome Add(in WindowMessage message, MessageWindow? window, object? origin)
    {
        lock (Atomic.At(_lock))
        {
            // Another thread may be destroying the window: whoever has the lock first wins. Came it first, there is no
            // window any more; came we first, it drops our message.
            if (window is { IsDestroyedLocked: true })
            {
                return PostOutcome.NoWindow;
            }
            if (_messages.Count >= Limit)
            {
                return PostOutcome.QueueFull;
            }
            _messages.AddLast(new Entry(message, window, origin));
            Monitor.PulseAll(_lock);
            return PostOutcome.Posted;
        }
    }

    /// <summary>Gives the first message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="remove">Whether it is taken out.</param>
    /// <param name="window">Only messages of this window; null for any.</param>
    /// <returns>Whether there is one.</returns>
    internal bool TryTake(out WindowMessage message, bool remove = true, MessageWindow? window = null)
    {
        lock (Atomic.At(_lock))
        {
            return TryTakeLocked(out message, remove, window);
        }
    }

    /// <summary>Takes the first message, waiting for one to come.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait; infinite for ever.</param>
    /// <param name="window">Only messages of this window; null for any.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>False when the time was up.</returns>
    internal bool Take(
        out WindowMessage message, TimeSpan timeout, MessageWindow? window, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        // Disposed of outside the lock, because that waits for a Wake that is running, which takes the lock.
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static list => ((MessageList)list!).Wake(), this);
        lock (Atomic.At(_lock))
        {
            while (!TryTakeLocked(out message, remove: true, window))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(window is { IsDestroyedLocked: true }, typeof(MessageWindow));
                if (!WaitLocked(timeout, start))
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>Marks a window as destroyed and drops its messages.</summary>
    /// <returns>False when somebody else did that before.</returns>
    internal bool Destroy(MessageWindow window)
    {
        lock (Atomic.At(_lock))
        {
            if (window.IsDestroyedLocked)
            {
                return false;
            }
            window.IsDestroyedLocked = true;
            RemoveLocked(entry => entry.Window == window);
            Monitor.PulseAll(_lock); // who waits for its messages waits in vain
            return true;
        }
    }

    /// <summary>Removes the messages of one origin. Returns how many.</summary>
    internal int RemoveFrom(object origin)
    {
        lock (Atomic.At(_lock))
        {
            return RemoveLocked(entry => entry.Origin == origin);
        }
    }

    private void Wake()
    {
        lock (Atomic.At(_lock))
        {
            Monitor.PulseAll(_lock);
        }
    }

    private bool WaitLocked(TimeSpan timeout, long start)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return Monitor.Wait(_lock);
        }
        TimeSpan left = timeout - Stopwatch.GetElapsedTime(start);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }
        // Waits are whole milliseconds: rounded up, or the last one would be a busy loop. Whether the time is up is
        // seen in the next round, which looks for a message first.
        double milliseconds = Math.Ceiling(left.TotalMilliseconds);
        Monitor.Wait(_lock, (int)Math.Min(milliseconds, int.MaxValue));
        return true;
    }

    private bool TryTakeLocked(out WindowMessage message, bool remove, MessageWindow? window)
    {
        for (LinkedListNode<Entry>? node = _messages.First; node is not null; node = node.Next)
        {
            if (window is null || node.Value.Window == window)
            {
                message = node.Value.Message;
                if (remove)
                {
                    _messages.Remove(node);
                }
                return true;
            }
        }
        message = default;
        return false;
    }

    private int RemoveLocked(Predicate<Entry> match)
    {
        int before = _messages.Count;
        LinkedListNode<Entry>? next;
        for (LinkedListNode<Entry>? node = _messages.First; node is not null; node = next)
        {
            next = node.Next;
            if (match(node.Value))
            {
                _messages.Remove(node);
            }
        }
        return before - _messages.Count;
    }

    private readonly record struct Entry(WindowMessage Message, MessageWindow? Window, object? Origin);
}
