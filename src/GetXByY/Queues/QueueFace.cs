using System.Threading.Channels;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Queues;

/// <summary>The face of all look-ups that end in one queue.</summary>
/// <param name="queue">Where completions are put.</param>
/// <param name="wait">Where those wait who take them.</param>
/// <remarks>What is particular to one is its state, which is its <see cref="FaceWords.Target"/>. Continuations of whoever waits
/// at the channel run on the pool, so nothing of the user's runs in here.</remarks>
internal sealed class QueueFace<T>(ChannelWriter<LookupCompletion<T>> queue, CompletionWait wait) : LookupFace
    where T : class
{
    /// <summary>To put something into a queue is short, and wakes whoever waits on the pool.</summary>
    internal override bool EndsAtOnce => true;

    internal override bool WantsOrder => true;

    /// <summary>There is no memory of the caller's to write to.</summary>
    internal override uint Write(in FaceWords words, in LookupResult<object> result) => 0;

    /// <returns>False when the queue is full.</returns>
    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
        TryAdd(new LookupCompletion<T>(handle, words.Target, Narrow(result)));

    /// <summary>Hands over the host of a look-up that its starter ends.</summary>
    /// <returns>False when the queue is full.</returns>
    internal bool TryGive(uint handle, nint state, T entry) =>
        TryAdd(new LookupCompletion<T>(handle, state, new LookupResult<T>(entry)));

    /// <summary>Nothing is held, and nobody is told.</summary>
    internal override bool OnCancelled() => false;

    private bool TryAdd(in LookupCompletion<T> completion)
    {
        if (!queue.TryWrite(completion))
            return false;
        wait.OnAdded();
        return true;
    }

    private static LookupResult<T> Narrow(in LookupResult<object> result) =>
        result.TryGetEntry(out object? entry)
            ? new LookupResult<T>((T)entry)
            : new LookupResult<T>(result.Error, result.Reason, result.ExtendedError);
}
