using System.Diagnostics;
using GetXByY.Engine;

namespace GetXByY.Stress;

/// <summary>A look-up on the whole path, watched from outside. One object serves one after the other.</summary>
/// <remarks>Starting and counting belong to the starter, cancelling to any thread in between.</remarks>
internal abstract class WholeRequest
{
    internal const string KnownHost = "www.stress.test";
    internal const string MissingHost = "missing.stress.test";

    private int _cancels;

    /// <param name="engine">The engine that it is started on.</param>
    /// <param name="tally">Where it is told what is wrong.</param>
    protected WholeRequest(LookupEngine engine, StressTally tally)
    {
        Engine = engine;
        Tally = tally;
        CancelByHandle = _ => Cancel();
    }

    /// <summary>Cancels it, made once.</summary>
    internal Func<uint, CancelOutcome> CancelByHandle { get; }

    internal QuestionKind Kind { get; private set; }

    internal long StartedAt { get; private set; }

    internal bool IsCancelled => Volatile.Read(ref _cancels) != 0;

    /// <summary>Whether it ended, as far as can be seen from outside.</summary>
    internal abstract bool HasEnded { get; }

    internal abstract uint Handle { get; }

    internal LookupState State => Engine.StateOf(Handle);

    protected int Cancels => Volatile.Read(ref _cancels);

    protected StressTally Tally { get; }

    private LookupEngine Engine { get; }

    internal void Start(QuestionKind kind)
    {
        Kind = kind;
        _cancels = 0;
        StartedAt = Stopwatch.GetTimestamp();
        Begin();
    }

    /// <summary>Cancels it.</summary>
    /// <returns>What it found; of two successes the Winsock face does not tell which.</returns>
    internal CancelOutcome Cancel()
    {
        CancelOutcome outcome = CancelOnce();
        if (outcome <= CancelOutcome.CancelledInFlight && Interlocked.Increment(ref _cancels) > 1)
            Tally.Violate($"two cancels of {Handle} succeeded");
        return outcome;
    }

    /// <summary>Counts how it ended. For a request that has not, it is the last call.</summary>
    internal abstract void Count(ref EndCounts ends);

    protected abstract void Begin();

    protected abstract CancelOutcome CancelOnce();
}
