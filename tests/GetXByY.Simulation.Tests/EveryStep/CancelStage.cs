namespace GetXByY.Simulation.Tests;

/// <summary>What a cancel has found, in the order in which a look-up passes them.</summary>
internal enum CancelStage
{
    Queued,
    InFlight,
    Already,
}
