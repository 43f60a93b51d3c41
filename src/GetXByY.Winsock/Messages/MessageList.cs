using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The messages of one queue: those of a thread, or those of one window with a delegate.</summary>
internal sealed class MessageList
{
    /// <summary>How many messages may wait in one queue: 10,000, as in Windows.</summary>
    internal const int Limit = 10_000;

    // Guards _taken, from which messages are taken. Whoever takes has this lock nearly for itself, and that of those who post
    // only where it takes over all that has come since: else the two sides would wait for each other at every message. It is
    // taken before _lock; nothing of the user's runs under either.
    private readonly Lock _taking = new();

    // Guards _messages, _takenOver and the IsDestroyedLocked of all windows that use this list. Held for a few instructions.
    private readonly Lock _lock = new();

    // What has come, behind what was taken over.
    private readonly MessageRing _messages = new();
    private readonly MessageRing _taken = new();

    // How many there were in _taken when the last were taken over; since then it has only become less.
    private int _takenOver;

    // Where the thread waits whose messages these are.
    private readonly CompletionWait _wait = new();

    /// <summary>Whether no message waits.</summary>
    internal bool IsEmpty
    {
        get
        {
            lock (Atomic.At(_taking))
            {
                lock (Atomic.Within(_lock))
                {
                    return _taken.Count + _messages.Count == 0;
                }
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
        var queued = new QueuedMessage(message, window, origin);
        PostOutcome outcome;
        lock (Atomic.At(_lock))
        {
            outcome = AddLocked(queued);
        }
        if (outcome == PostOutcome.QueueFull)
        {
            outcome = AddCounted(queued);
        }
        if (outcome == PostOutcome.Posted)
        {
            _wait.ServedBy((origin as WinSockSession)?.Engine.Lender);
            _wait.OnAdded();
        }
        return outcome;
    }

    /// <summary>Gives the first message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="remove">Whether it is taken out.</param>
    /// <param name="window">Only messages of this window; null for any.</param>
    /// <returns>Whether there is one.</returns>
    internal bool TryTake(out WindowMessage message, bool remove = true, MessageWindow? window = null)
    {
        lock (Atomic.At(_taking))
        {
            if (_taken.TryTake(out message, remove, window))
            {
                return true;
            }
            lock (Atomic.Within(_lock))
            {
                if (_messages.Count == 0)
                {
                    return false;
                }
                _taken.TakeOver(_messages);
                _takenOver = _taken.Count;
            }
            return _taken.TryTake(out message, remove, window);
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
        if (TryTake(out message, remove: true, window))
        {
            return true;
        }
        if (!_wait.Pumps)
        {
            // Whoever posts may be waiting behind us on this processor, with more than one message. To sleep at once and be
            // woken for the first of them costs both sides more than all the rest, many times a second.
            Thread.Yield();
        }
        return WaitAndTake(out message, timeout, window, cancellationToken);
    }

    /// <summary>Marks a window as destroyed and drops its messages.</summary>
    /// <returns>False when somebody else did that before.</returns>
    internal bool Destroy(MessageWindow window)
    {
        lock (Atomic.At(_taking))
        {
            lock (Atomic.Within(_lock))
            {
                if (window.IsDestroyedLocked)
                {
                    return false;
                }
                window.IsDestroyedLocked = true;
                RemoveAllLocked(queued => queued.Window == window);
            }
        }
        _wait.Wake(); // who waits for its messages waits in vain
        return true;
    }

    /// <summary>Removes the messages of one origin. Returns how many.</summary>
    internal int RemoveFrom(object origin)
    {
        lock (Atomic.At(_taking))
        {
            lock (Atomic.Within(_lock))
            {
                return RemoveAllLocked(queued => queued.Origin == origin);
            }
        }
    }

    private int RemoveAllLocked(Predicate<QueuedMessage> match) => _taken.RemoveAll(match) + _messages.RemoveAll(match);

    private PostOutcome AddLocked(in QueuedMessage queued)
    {
        // Another thread may be destroying the window: whoever has the lock first wins. Came it first, there is no
        // window any more; came we first, it drops our message.
        if (queued.Window is { IsDestroyedLocked: true })
        {
            return PostOutcome.NoWindow;
        }
        if (_messages.Count + _takenOver >= Limit)
        {
            return PostOutcome.QueueFull;
        }
        _messages.Add(queued);
        return PostOutcome.Posted;
    }

    // Some of those that were taken over may have been taken since.
    private PostOutcome AddCounted(in QueuedMessage queued)
    {
        lock (Atomic.At(_taking))
        {
            lock (Atomic.Within(_lock))
            {
                _takenOver = _taken.Count;
                return AddLocked(queued);
            }
        }
    }

    private bool WaitAndTake(
        out WindowMessage message, TimeSpan timeout, MessageWindow? window, CancellationToken cancellationToken)
    {
        var limit = WaitLimit.Of(timeout);
        using CancellationTokenRegistration registration = _wait.WakeBy(cancellationToken);
        while (true)
        {
            int key = _wait.Announce();
            if (TryTake(out message, remove: true, window))
            {
                return true;
            }
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(window is { IsDestroyed: true }, typeof(MessageWindow));
            if (!_wait.TryWait(key, limit))
            {
                return false;
            }
        }
    }
}
