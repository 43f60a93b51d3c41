using System.Threading.Tasks.Sources;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tasks;

/// <summary>The Task face of one look-up that is awaited, and known by its <see cref="ValueTask{TResult}"/> alone. When its
/// result is taken it goes back where it came from, and has another look-up.</summary>
/// <remarks>
/// By then nobody else refers to it: its starter has returned; its finisher, or who acknowledges its cancel, has done so last what
/// lets the result be taken, and before that the cell has lost its face. Only a callback of the token may be late, and then it is
/// not used again. Whoever watches the look-up, and the pump that looks at the face of a cell which is cancelled just then, may
/// hold it for longer, but ask only what is the same for all look-ups that it has.
/// </remarks>
internal sealed class AwaitedLookup<T>(LookupEngine engine, AwaitedLookups<T> all, LookupShape<T> shape, bool inPlace)
    : TokenFace(engine), IValueTaskSource<T>
{
    private const int Taken = int.MinValue;

    // Who completes it and who takes its result.
    private const int Parties = 2;

    // Its continuation runs where it is completed, and that is by a worker when all is over with the look-up, or by the pump if it
    // is wanted in place.
    private ManualResetValueTaskSourceCore<T> _core;
    private LookupSubject _subject;

    // Which use of it has not been taken.
    private int _due = Taken;

    // 1 when somebody awaits it.
    private int _isAwaited;

    // How many of the two have done with it. The result may be taken while it is still being completed, by one who has not waited.
    private int _done;

    /// <inheritdoc/>
    internal override bool WantsOrder => true;

    /// <inheritdoc/>
    internal override bool WantsAddresses => shape.WantsAddresses;

    /// <inheritdoc/>
    internal override bool EndsInPlace => inPlace;

    /// <inheritdoc/>
    internal override bool HasContinuations => true;

    /// <summary>Begins another use of it.</summary>
    internal void Begin(in LookupSubject subject)
    {
        _subject = subject;
        Atomic.Write(ref _due, _core.Version);
    }

    /// <summary>What its caller gets.</summary>
    internal ValueTask<T> ToValueTask() => new(this, _core.Version);

    /// <inheritdoc/>
    internal override uint Write(in FaceWords words, in LookupResult<object> result) => 0;

    /// <inheritdoc/>
    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        LetTokenGo();
        return true;
    }

    /// <inheritdoc/>
    internal override void RunContinuations(in LookupResult<object> result)
    {
        if (!result.TryGetEntry(out object? entry))
        {
            Fail(result.Error, _subject.Tell(result.Reason), result.ExtendedError);
            return;
        }
        _core.SetResult(shape.FromEntry(entry));
        Leave();
    }

    /// <inheritdoc/>
    internal override bool OnCancelled()
    {
        LetTokenGo();
        // What the caller gave is not held until the acknowledgement has run, but for the token, which it needs.
        _subject = default;
        return true;
    }

    /// <summary>Tells that it is cancelled: with the caller's token if it was that which fired.</summary>
    internal override void Acknowledge()
    {
        // Whoever acknowledges it may have to tell others behind that.
        _core.RunContinuationsAsynchronously = !inPlace;
        _core.SetException(
            Token.IsCancellationRequested ? new TaskCanceledException(null, null, Token) : new TaskCanceledException());
        Leave();
    }

    /// <summary>Ends a look-up that could not be started, or has failed.</summary>
    internal void Fail(LookupError error, string message, ExtendedError? extended = null)
    {
        if (shape.FromFailure is { } toResult)
            _core.SetResult(toResult(error, message, extended));
        else
            _core.SetException(new LookupException(error, message, extended));
        Leave();
    }

    /// <inheritdoc/>
    T IValueTaskSource<T>.GetResult(short token)
    {
        // Against another who takes the same result, which is a mistake: only one of them may have it, or two look-ups could get
        // this object at once.
        if (token != _core.Version || _core.GetStatus(token) == ValueTaskSourceStatus.Pending
            || Atomic.CompareExchange(ref _due, Taken, token) != token)
            throw Misused();
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) =>
        token == _core.Version ? _core.GetStatus(token) : throw Misused();

    // What is thrown here would be nobody's to catch: who awaits it a second time is told when it asks for the result.
    /// <inheritdoc/>
    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (token == _core.Version && Atomic.ExchangeUnstepped(ref _isAwaited, 1) == 0)
            _core.OnCompleted(continuation, state, token, flags);
        else
            ThreadPool.UnsafeQueueUserWorkItem(continuation, state, preferLocal: false);
    }

    private static InvalidOperationException Misused() => new(
        "A look-up can be awaited once, and has no result before it has ended. Who wants it more than once, or blocks, takes AsTask().");

    // Whoever comes second makes it ready for its next use.
    private void Leave()
    {
        if (Atomic.Increment(ref _done) < Parties)
            return;
        _core.Reset();
        _core.RunContinuationsAsynchronously = false;
        (_subject, _isAwaited, _done) = (default, 0, 0);
        ForgetToken();
        if (!MayBeCalledBack)
            all.Return(this);
    }
}
