using System.Threading.Channels;
using GetXByY.Engine;
using GetXByY.Queues;
using QueueMaker = System.Threading.Channels.Channel;

namespace GetXByY;

/// <summary>Where look-ups end that are started by the hundred thousand: the starter gets a handle, and the queue one completion
/// for each look-up that was not cancelled. There is no object for a look-up, and no task.</summary>
/// <typeparam name="T">The kind of entry: <see cref="HostEntry"/>, <see cref="ServiceEntry"/> or
/// <see cref="ProtocolEntry"/>.</typeparam>
/// <remarks>
/// <para>A look-up that was cancelled (<see cref="NameResolver.Cancel(uint)"/>, <see cref="NameResolver.CancelAll"/>,
/// <see cref="NameResolver.DisposeAsync"/>) puts nothing into the queue, neither before that cancel returned nor after it. What
/// the first cancel of a look-up by its own resolver calls completed is in the queue or was taken.</para>
/// <para>One queue may serve several resolvers, and any thread may start, take and cancel.</para>
/// </remarks>
public sealed class LookupQueue<T>
    where T : class
{
    /// <summary>Makes a queue that takes whatever comes.</summary>
    public LookupQueue()
        : this(capacity: null, new CompletionWait())
    {
    }

    /// <summary>Makes a queue that holds so many completions. While it is full look-ups that have their result wait for room,
    /// and can still be cancelled.</summary>
    /// <param name="capacity">How many, 1 at least.</param>
    /// <remarks>Those that wait are outstanding, and count towards <see cref="NameResolverOptions.MaxOutstanding"/>: who does not
    /// take what is in the queue stops the others of the same resolver in the end. They look for room every 10 ms, so a queue
    /// of fewer than some hundred is slow; which of them finds it first is left to chance. The time limit of a look-up ends
    /// with its result, not with the waiting; a resolver that is disposed of cancels those that wait.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public LookupQueue(int capacity)
        : this(capacity, new CompletionWait())
    {
    }

    internal LookupQueue(int? capacity, CompletionWait wait)
    {
        if (capacity is int least)
            ArgumentOutOfRangeException.ThrowIfLessThan(least, 1, nameof(capacity));
        var queue = capacity is int most
            ? QueueMaker.CreateBounded<LookupCompletion<T>>(most)
            : QueueMaker.CreateUnbounded<LookupCompletion<T>>();
        Reader = queue.Reader;
        Wait = wait;
        Face = new QueueFace<T>(queue.Writer, wait);
    }

    /// <summary>Takes the completions out for who awaits them, by one thread or by several; <see cref="Take"/> blocks instead, and is
    /// faster. It never ends by itself: one completion comes for each start that returned true and was not cancelled. Who cannot
    /// count them, because others cancel, gives <see cref="ChannelReader{T}.ReadAsync"/> a token.</summary>
    public ChannelReader<LookupCompletion<T>> Reader { get; }

    /// <summary>Takes the first completion; waits for one where there is none.</summary>
    /// <param name="cancellationToken">Ends the waiting. When a completion is there it is taken all the same.</param>
    /// <inheritdoc cref="TryTake" path="/remarks"/>
    /// <exception cref="OperationCanceledException">The token fired before a completion came.</exception>
    public LookupCompletion<T> Take(CancellationToken cancellationToken = default)
    {
        TryTake(out LookupCompletion<T> completion, Timeout.InfiniteTimeSpan, cancellationToken);
        return completion;
    }

    /// <summary>Takes the first completion; waits for some time where there is none.</summary>
    /// <param name="completion">The completion.</param>
    /// <param name="timeout">How long to wait: 0 or more, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Ends the waiting. When a completion is there it is taken all the same.</param>
    /// <returns>False when the time was up before a completion came.</returns>
    /// <remarks>
    /// <para>Any thread may call it, and several at once. It blocks its thread; who awaits uses
    /// <see cref="Reader"/>, which takes from the same completions.</para>
    /// <para>A thread that waits here eight times within 16 ms does meanwhile what the resolver's thread did before: sends queries and
    /// receives answers, of others of that resolver, too, and runs no code of theirs. That takes less processor time, and one
    /// look-up after the other half the time. What the thread does with a completion is no matter of the resolver's: when it does not
    /// come back for a millisecond or two the resolver's own thread goes on, which may delay others by as much. It is not so with
    /// <see cref="NameResolverOptions.AllowSynchronousContinuations"/>. An interruption (<see cref="Thread.Interrupt"/>) is noticed
    /// within 16 ms.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token fired before a completion came.</exception>
    public bool TryTake(out LookupCompletion<T> completion, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return Reader.TryRead(out completion) || WaitAndTake(out completion, timeout, cancellationToken);
    }

    private bool WaitAndTake(out LookupCompletion<T> completion, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var limit = WaitLimit.Of(timeout);
        using CancellationTokenRegistration registration = Wait.WakeBy(cancellationToken);
        while (true)
        {
            int key = Wait.Announce();
            if (Reader.TryRead(out completion))
                return true;
            cancellationToken.ThrowIfCancellationRequested();
            if (!Wait.TryWait(key, limit))
                return false;
        }
    }

    /// <summary>Where those wait who take.</summary>
    internal CompletionWait Wait { get; }

    internal QueueFace<T> Face { get; }
}
