using System.Runtime.CompilerServices;
using GetXByY.Tasks;

namespace GetXByY.Simulation;

/// <summary>A look-up that is only awaited.</summary>
internal abstract class AwaitedRequest(
    Schedule schedule, Question question, CancellationTokenSource? source, Func<bool> mayBeCancelled)
{
    private bool _isTaken;
    private bool _takesItself;

    /// <summary>Of what it is cancelled with; several may have the same one.</summary>
    internal CancellationTokenSource? Source => source;

    /// <summary>Whether its result was there when it was started.</summary>
    internal bool WasThereAtOnce { get; init; }

    /// <summary>Whether its result was taken.</summary>
    internal bool IsTaken => _isTaken;

    // When it was taken this is another's.
    /// <summary>Whether it was taken or can be.</summary>
    internal bool HasEnded => _isTaken || (!_takesItself && IsCompleted);

    protected abstract bool IsCompleted { get; }

    protected abstract object? Result { get; }

    protected abstract void ContinueWith(Action next);

    /// <summary>Lets its result be taken where it ends, and something be done behind that.</summary>
    internal void TakeItself(Action next)
    {
        // What has ended already would continue on the real pool, of which the scheduler knows nothing.
        if (IsCompleted)
            return;
        _takesItself = true;
        ContinueWith(() =>
        {
            Take();
            next();
        });
    }

    /// <summary>Takes its result, which must be its own, and which nobody can take again.</summary>
    internal void Take()
    {
        if (_isTaken)
            schedule.Violate($"{this}: its continuation has run twice");
        try
        {
            object? result = Result;
            if (result is not null && question.Judge(result) is string wrong)
                schedule.Violate($"{this}: {wrong}");
            schedule.Tally["awaits", "found"]++;
        }
        catch (LookupException)
        {
            schedule.Tally["awaits", "failed"]++;
        }
        catch (OperationCanceledException e)
        {
            JudgeCancel(e.CancellationToken);
        }
        _isTaken = true;
        if (WasThereAtOnce)
            return;
        try
        {
            _ = Result;
            schedule.Violate($"{this}: awaited twice");
        }
        catch (InvalidOperationException)
        {
            // The other may have another look-up by now.
        }
    }

    private void JudgeCancel(CancellationToken token)
    {
        schedule.Tally["awaits", "cancelled"]++;
        bool byToken = source is { IsCancellationRequested: true };
        if (!byToken && !mayBeCancelled())
            schedule.Violate($"{this}: nobody has cancelled it, and it is cancelled");
        if (token.CanBeCanceled && token != source?.Token)
            schedule.Violate($"{this}: cancelled by the token of another");
        if (!token.CanBeCanceled && !mayBeCancelled())
            schedule.Violate($"{this}: cancelled without its token");
    }

    public override string ToString() => $"awaited {question.Kind} {question.Text} {question.Number}";
}

/// <summary>What of an awaited look-up no caller sees.</summary>
internal static class AwaitedBehind<T>
{
    /// <summary>The handle that it has now.</summary>
    internal static uint? HandleOf(ValueTask<T> task) => (Source(ref task) as TokenFace)?.Handle;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_obj")]
    private static extern ref readonly object? Source(ref ValueTask<T> task);
}

/// <summary>A look-up that is only awaited, with its type.</summary>
internal sealed class AwaitedRequest<T>(
    Schedule schedule, Question question, CancellationTokenSource? source, Func<bool> mayBeCancelled, ValueTask<T> task)
    : AwaitedRequest(schedule, question, source, mayBeCancelled)
{
    private readonly ValueTaskAwaiter<T> _awaiter = task.GetAwaiter();

    protected override bool IsCompleted => _awaiter.IsCompleted;

    protected override object? Result => _awaiter.GetResult();

    protected override void ContinueWith(Action next) => _awaiter.UnsafeOnCompleted(next);
}
