namespace GetXByY.Engine;

/// <summary>What became of the look-ups of an engine: when nothing is outstanding, Started = Completed +
/// Cancelled.</summary>
internal readonly record struct EngineCounts
{
    /// <summary>Look-ups that got a handle.</summary>
    internal long Started { get; init; }

    /// <summary>Those whose result, found or failed, was handed over.</summary>
    internal long Completed { get; init; }

    /// <summary>Those of them whose result was an error.</summary>
    internal long Failed { get; init; }

    /// <summary>Those that a cancel ended.</summary>
    internal long Cancelled { get; init; }

    /// <summary>Cells that are not free.</summary>
    internal int Rented { get; init; }
}
