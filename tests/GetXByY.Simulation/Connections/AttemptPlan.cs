namespace GetXByY.Simulation;

/// <summary>What becomes of one connection attempt that is not cancelled.</summary>
/// <param name="End">Its end.</param>
/// <param name="Delay">After so many milliseconds; 0 for before the start returns.</param>
internal sealed record AttemptPlan(AttemptEnd End, int Delay);
