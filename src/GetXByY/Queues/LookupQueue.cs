using System.Threading.Channels;
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
    {
        var queue = QueueMaker.CreateUnbounded<LookupCompletion<T>>();
        Reader = queue.Reader;
        Face = new QueueFace<T>(queue.Writer);
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
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var queue = QueueMaker.CreateBounded<LookupCompletion<T>>(capacity);
        Reader = queue.Reader;
        Face = new QueueFace<T>(queue.Writer);
    }

    /// <summary>Takes the completions out, by one thread or by several. It never ends by itself: one completion comes for each
    /// start that returned true and was not cancelled. Who cannot count them, because others cancel, gives
    /// <see cref="ChannelReader{T}.ReadAsync"/> a token.</summary>
    public ChannelReader<LookupCompletion<T>> Reader { get; }

    internal QueueFace<T> Face { get; }
}
