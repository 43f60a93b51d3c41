namespace GetXByY.Engine;

/// <summary>What became of the look-ups of an engine: when nothing is outstanding, Started = Completed +
/// Cancelled.</summary>
/// <param name="Started">Look-ups that got a handle.</param>
/// <param name="Completed">Those whose result, found or failed, was handed over.</param>
/// <param name="Cancelled">Those that a cancel ended.</param>
/// <param name="Rented">Cells that are not free.</param>
internal readonly record struct EngineCounts(long Started, long Completed, long Cancelled, int Rented);
