using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tasks;

/// <summary>The Task face of one look-up that is watched: completes a task with the result, or cancels it.</summary>
internal sealed class LookupTask<T>(
    LookupEngine engine, LookupShape<T> shape, LookupSubject subject, LookupPart? part = null, bool inPlace = false)
    : TokenFace(engine)
{
    // Continuations run on the pool: not on the finisher, whose look-up would be neither posted nor completed while
    // they ran, and not on the canceller's stack. In place they run where the task is completed, which is when all else is over
    // with the look-up.
    private readonly TaskCompletionSource<T> _source =
        new(inPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    private LookupSubject _subject = subject;
    private bool _isCancelled;

    // In place: the result is on its way to the task.
    private bool _isPosted;

    /// <summary>Of a look-up that has ended, and whose end the engine may have forgotten: whether a cancel was that.</summary>
    /// <remarks>The task tells it only when the cancel was acknowledged. Against a canceller who has won and not come to say so
    /// yet, while the look-up's place is another's already: a completion is there before its look-up has ended, or in place soon
    /// after it, so what has ended without one was cancelled.</remarks>
    internal bool WasCancelled
    {
        get
        {
            // Against whoever completes it in place: between the end of the look-up and that of the task it runs nothing of the
            // user's.
            for (SpinWait spin = default; Atomic.Read(ref _isPosted) && !_source.Task.IsCompleted;)
                spin.SpinOnce(sleep1Threshold: -1);
            return Atomic.Read(ref _isCancelled) || !_source.Task.IsCompleted;
        }
    }

    internal Task<T> Task => _source.Task;

    /// <inheritdoc/>
    internal override bool WantsOrder => true;

    /// <inheritdoc/>
    internal override bool WantsAddresses => shape.WantsAddresses;

    /// <inheritdoc/>
    internal override bool EndsInPlace => inPlace;

    /// <inheritdoc/>
    internal override bool HasContinuations => inPlace;

    /// <inheritdoc/>
    internal override bool WantsPart => part is not null;

    /// <inheritdoc/>
    internal override void OnPart(HostEntry addresses) => part?.Give(addresses);

    /// <inheritdoc/>
    internal override uint Write(in FaceWords words, in LookupResult<object> result) => 0;

    /// <inheritdoc/>
    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        LetTokenGo();
        if (inPlace)
            Atomic.Write(ref _isPosted, true);
        else
            End(result);
        part?.End();
        return true;
    }

    /// <inheritdoc/>
    internal override void RunContinuations(in LookupResult<object> result) => End(result);

    /// <inheritdoc/>
    internal override bool OnCancelled()
    {
        Atomic.Write(ref _isCancelled, true);
        LetTokenGo();
        part?.End();
        // What the caller gave is not held until the acknowledgement has run, but for the token, which it needs.
        _subject = default;
        return true;
    }

    /// <summary>Cancels the task: with the caller's token if it was that which fired.</summary>
    internal override void Acknowledge()
    {
        if (Token.IsCancellationRequested)
            _source.TrySetCanceled(Token);
        else
            _source.TrySetCanceled();
    }

    private void End(in LookupResult<object> result)
    {
        if (result.TryGetEntry(out object? entry))
            _source.TrySetResult(shape.FromEntry(entry));
        else
            Fail(result.Error, _subject.Tell(result.Reason), result.ExtendedError);
    }

    /// <summary>Ends a look-up that could not be started.</summary>
    internal void Fail(LookupError error, string message, ExtendedError? extended = null) =>
        _source.TrySetException(new LookupException(error, message, extended));
}
