using System.Collections.Concurrent;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The messages of one thread, for its windows: GetMessage, PeekMessage and DispatchMessage on every
/// platform.</summary>
/// <remarks>
/// <para>It holds messages for windows of this library only, also on Windows: a loop over the queue of the system does
/// not see them, and this one does not see those of the system.</para>
/// <para>At most 10,000 messages wait. Only the thread it belongs to may take messages; any thread may post.</para>
/// <para>A thread that waits here again and again (<see cref="Get(MessageWindow?, CancellationToken)"/>) does meanwhile what the
/// library's own thread did before: it sends queries and receives answers, of other threads' requests, too. When it stays away for
/// a millisecond or two the library's thread goes on. An interruption (<see cref="Thread.Interrupt"/>) is noticed within 16 ms.</para>
/// <para>No message is removed by a cancel: one that was posted before stays until it is taken, its window is destroyed
/// or the final WSACleanup comes.</para>
/// </remarks>
public sealed class MessageQueue
{
    // Those that a poster has put messages to the thread in: no window leads the final WSACleanup to them.
    private static readonly ConcurrentDictionary<MessageQueue, bool> s_posted = new();

    [ThreadStatic]
    private static MessageQueue? s_current;

    private readonly Thread _owner = Thread.CurrentThread;

    private MessageQueue()
    {
    }

    /// <summary>The queue of the current thread, made when it is first asked for.</summary>
    public static MessageQueue ForCurrentThread => s_current ??= new MessageQueue();

    internal MessageList Messages { get; } = new();

    /// <summary>Posts a message: to a window of this thread, or with a window of 0 to the thread itself. It does not
    /// wait; any thread may call it.</summary>
    /// <param name="message">The message.</param>
    /// <returns>QueueFull when 10,000 messages wait; NoWindow when the window is not one of this thread's, or the
    /// thread has ended.</returns>
    public PostOutcome Post(in WindowMessage message)
    {
        if (!_owner.IsAlive)
        {
            return PostOutcome.NoWindow;
        }
        if (message.Window == 0)
        {
            if (PosterScope.Origin is not null)
            {
                Atomic.At(s_posted).TryAdd(this, true);
            }
            return Messages.Add(message, null, PosterScope.Origin);
        }
        return MessageWindow.TryFind(message.Window, out MessageWindow? window) && window!.Uses(Messages)
            ? window.Post(message.Id, message.WParam, message.LParam)
            : PostOutcome.NoWindow;
    }

    /// <summary>Takes the first message; waits for one when there is none.</summary>
    /// <param name="window">Only messages of this window; null, the default, for any.</param>
    /// <param name="cancellationToken">Ends the waiting. When a message is there it is taken all the same.</param>
    /// <returns>The message.</returns>
    /// <exception cref="OperationCanceledException">The token fired before a message came.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="window"/> is or was destroyed: none can
    /// come.</exception>
    /// <exception cref="ArgumentException"><paramref name="window"/> is not one of this thread's.</exception>
    /// <exception cref="InvalidOperationException">The queue is that of another thread.</exception>
    public WindowMessage Get(MessageWindow? window = null, CancellationToken cancellationToken = default)
    {
        Check(window);
        Messages.Take(out WindowMessage message, Timeout.InfiniteTimeSpan, window, cancellationToken);
        return message;
    }

    /// <summary>Takes the first message; waits for some time when there is none.</summary>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait: 0 or more, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="window">Only messages of this window; null, the default, for any.</param>
    /// <param name="cancellationToken">Ends the waiting. When a message is there it is taken all the same.</param>
    /// <returns>False when the time was up before a message came.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token fired before a message came.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="window"/> is or was destroyed: none can
    /// come.</exception>
    /// <exception cref="ArgumentException"><paramref name="window"/> is not one of this thread's.</exception>
    /// <exception cref="InvalidOperationException">The queue is that of another thread.</exception>
    public bool Get(
        out WindowMessage message,
        TimeSpan timeout,
        MessageWindow? window = null,
        CancellationToken cancellationToken = default)
    {
        Check(window);
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        }
        return Messages.Take(out message, timeout, window, cancellationToken);
    }

    /// <summary>Looks for a message without waiting.</summary>
    /// <param name="message">The first message.</param>
    /// <param name="remove">Whether it is taken out; true by default.</param>
    /// <param name="window">Only messages of this window; null, the default, for any.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="window"/> is not one of this thread's.</exception>
    /// <exception cref="InvalidOperationException">The queue is that of another thread.</exception>
    public bool Peek(out WindowMessage message, bool remove = true, MessageWindow? window = null)
    {
        Check(window);
        return Messages.TryTake(out message, remove, window);
    }

    /// <summary>Hands a message to the procedure of its window, on this thread, before it returns.</summary>
    /// <param name="message">The message, as it was taken.</param>
    /// <returns>False when nothing was called: the window has no procedure, was destroyed, or is not one of this
    /// thread's.</returns>
    /// <exception cref="InvalidOperationException">The queue is that of another thread.</exception>
    public bool Dispatch(in WindowMessage message)
    {
        Check(null);
        if (MessageWindow.TryFind(message.Window, out MessageWindow? window) && window!.Uses(Messages)
            && window.Procedure is { } procedure)
        {
            procedure(message);
            return true;
        }
        return false;
    }

    /// <summary>Removes the messages to threads that are of one origin. Returns how many.</summary>
    internal static int RemoveMessagesFrom(object origin)
    {
        int count = 0;
        foreach (MessageQueue queue in s_posted.Keys)
        {
            count += queue.Messages.RemoveFrom(origin);
            if (!queue._owner.IsAlive)
            {
                s_posted.TryRemove(queue, out _);
            }
        }
        return count;
    }

    private void Check(MessageWindow? window)
    {
        if (_owner != Thread.CurrentThread)
        {
            throw new InvalidOperationException(
                "This message queue is that of another thread; take MessageQueue.ForCurrentThread.");
        }
        if (window is not null && !window.Uses(Messages))
        {
            throw new ArgumentException("The window is not one of this thread's.", nameof(window));
        }
    }
}
