namespace GetXByY;

/// <summary>What a cancel found. The first two are successes: the look-up has no result and never will.</summary>
public enum CancelOutcome
{
    /// <summary>Cancelled before the engine took it up.</summary>
    CancelledQueued,

    /// <summary>Cancelled on its way: no result had been handed over.</summary>
    CancelledInFlight,

    /// <summary>Too late: its result was handed over, whether or not somebody has looked at it yet. By a handle alone
    /// (<see cref="NameResolver.Cancel(uint)"/>) also one that is forgotten, or another resolver's.</summary>
    AlreadyCompleted,

    /// <summary>An earlier cancel succeeded.</summary>
    AlreadyCancelled,

    /// <summary>No look-up has this handle.</summary>
    Unknown,
}
