using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tasks;

/// <summary>The Task face of one look-up: completes a task with the result, or cancels it.</summary>
/// <remarks>
/// The token's registration is made before the look-up is submitted, so no end of the look-up can come before it is
/// stored. It is let go without waiting for a callback that runs just then (Unregister, not Dispose): that callback
/// may be waiting for this very finisher.
/// </remarks>
internal sealed class LookupTask<T>(
    LookupEngine engine, LookupShape<T> shape, LookupSubject subject, CancellationToken token) : LookupFace
{
    // Continuations run on the pool: not on the finisher, whose look-up would be neither posted nor completed while
    // they ran, and not on the canceller's stack.
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private LookupResult<object> _result;

    internal Task<T> Task => _source.Task;

    internal uint Handle { get; private set; }

    /// <summary>Starts the look-up.</summary>
    /// <returns>False when too many are outstanding.</returns>
    internal bool TryStart(in LookupRequest request)
    {
        if (!engine.TryBegin(request, this, default, out uint handle, out int cell))
            return false;
        Handle = handle;
        if (token.CanBeCanceled)
            _registration = token.UnsafeRegister(static task => ((LookupTask<T>)task!).Cancel(), this);
        engine.Submit(handle, cell);
        return true;
    }

    internal CancelOutcome Cancel() => engine.Cancel(Handle);

    /// <inheritdoc/>
    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        _result = result;
        return 0;
    }

    /// <inheritdoc/>
    internal override bool TryPost(uint handle, in FaceWords words, uint reply)
    {
        _registration.Unregister();
        if (_result.TryGetEntry(out object? entry))
            _source.TrySetResult(shape.FromEntry(entry));
        else
            Fail(_result.Error, $"Could not look up {subject}: {_result.Reason}.");
        return true;
    }

    /// <inheritdoc/>
    internal override bool OnCancelled()
    {
        _registration.Unregister();
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

    /// <summary>Ends a look-up that could not be started.</summary>
    internal void Fail(LookupError error, string message)
    {
        if (shape.FromFailure is Func<LookupError, string, T> toResult)
            _source.TrySetResult(toResult(error, message));
        else
            _source.TrySetException(new LookupException(error, message));
    }
}
