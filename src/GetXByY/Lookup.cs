using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Tasks;

namespace GetXByY;

/// <summary>A look-up that was started: it can be watched, awaited and cancelled.</summary>
/// <typeparam name="T">What it ends with.</typeparam>
/// <remarks>All members may be used from any thread.</remarks>
public sealed class Lookup<T>
{
    private readonly LookupEngine _engine;
    private readonly LookupTask<T> _task;

    internal Lookup(LookupEngine engine, LookupTask<T> task)
    {
        _engine = engine;
        _task = task;
    }

    /// <summary>The number that names this look-up in the whole process. It does not come back within 2^31
    /// starts.</summary>
    /// <value>Zero only if the look-up could not be started; <see cref="Completion"/> tells why.</value>
    public uint Handle => _task.Handle;

    /// <summary>Ends with the look-up: with its result, with a <see cref="LookupException"/>, or, when a cancel
    /// succeeded, soon after that with an <see cref="OperationCanceledException"/>. Continuations run on the thread
    /// pool, unless <see cref="NameResolverOptions.AllowSynchronousContinuations"/> says otherwise.</summary>
    public Task<T> Completion => _task.Task;

    /// <summary>How far it has come.</summary>
    /// <value>A state that may be outdated at once; Completed and Cancelled are final.</value>
    // The engine forgets in time how a look-up ended; its task does not.
    public LookupState State => _engine.StateOf(Handle) is not LookupState.None and var state ? state
        : _task.WasCancelled ? LookupState.Cancelled
        : LookupState.Completed;

    /// <summary>Cancels it. When the outcome is CancelledQueued or CancelledInFlight there is no result and never will
    /// be: <see cref="Completion"/> ends as cancelled, nothing of the caller's is held but a
    /// token until then, and nothing more is sent, but for a packet that is just being handed to the system.</summary>
    /// <returns>What the cancel found.</returns>
    /// <remarks>Takes no lock and makes no system call, but for one that wakes a sleeping engine. It waits only while
    /// the result is just being handed over, which is short.</remarks>
    public CancelOutcome Cancel()
    {
        if (Handle == 0)
            return CancelOutcome.AlreadyCompleted;
        CancelOutcome outcome = _engine.Cancel(Handle);
        // Inside the handing over of this very result there is no end yet, and will be one.
        return outcome == CancelOutcome.AlreadyCompleted && !LookupTable.IsFinishing && _task.WasCancelled
            ? CancelOutcome.AlreadyCancelled
            : outcome;
    }
}
