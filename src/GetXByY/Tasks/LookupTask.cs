using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tasks;

/// <summary>The Task face of one look-up: completes a task with the result, or cancels it.</summary>
/// <remarks>
/// The token's registration is let go when the look-up ends. A cancel of all can end it before the registration is
/// stored: of the starter and the ender the one that comes second lets it go. Nobody waits for a callback that runs just
/// then (Unregister, not Dispose): that callback may be waiting for this very finisher.
/// </remarks>
internal sealed class LookupTask<T>(
    LookupEngine engine, LookupShape<T> shape, LookupSubject subject, CancellationToken token, LookupPart? part = null,
    bool inPlace = false)
    : LookupFace
{
    private const int Registered = 1;
    private const int Ended = 2;

    // Continuations run on the pool: not on the finisher, whose look-up would be neither posted nor completed while
    // they ran, and not on the canceller's stack. In place they run where the task is completed, which is when all else is over
    // with the look-up.
    private readonly TaskCompletionSource<T> _source =
        new(inPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private LookupSubject _subject = subject;

    // 0 -> Registered -> Ended, or 0 -> Ended.
    private int _registrationState;
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

    internal uint Handle { get; private set; }

    /// <summary>Starts the look-up.</summary>
    /// <param name="request">What is looked up.</param>
    /// <param name="face">This, or what watches it.</param>
    /// <returns>False when too many are outstanding, or the engine has ended.</returns>
    internal bool TryStart(in LookupRequest request, LookupFace face)
    {
        if (!engine.TryBegin(request, face, default, out uint handle, out int cell))
            return false;
        Handle = handle;
        if (token.CanBeCanceled)
        {
            _registration = token.UnsafeRegister(static task => ((LookupTask<T>)task!).Cancel(), this);
            if (Atomic.CompareExchange(ref _registrationState, Registered, 0) == Ended)
                _registration.Unregister();
        }
        engine.Submit(cell);
        return true;
    }

    internal CancelOutcome Cancel() => engine.Cancel(Handle);

    /// <inheritdoc/>
    internal override bool WantsOrder => true;

    /// <inheritdoc/>
    internal override bool EndsInPlace => inPlace;

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
        if (token.IsCancellationRequested)
            _source.TrySetCanceled(token);
        else
            _source.TrySetCanceled();
    }

    private void End(in LookupResult<object> result)
    {
        if (result.TryGetEntry(out object? entry))
            _source.TrySetResult(shape.FromEntry(entry));
        else
            Fail(result.Error, $"Could not look up {_subject}: {result.Reason}.", result.ExtendedError);
    }

    private void LetTokenGo()
    {
        if (Atomic.Exchange(ref _registrationState, Ended) == Registered)
            _registration.Unregister();
    }

    /// <summary>Ends a look-up that could not be started.</summary>
    internal void Fail(LookupError error, string message, ExtendedError? extended = null)
    {
        if (shape.FromFailure is { } toResult)
            _source.TrySetResult(toResult(error, message, extended));
        else
            _source.TrySetException(new LookupException(error, message, extended));
    }
}
