namespace GetXByY.Simulation;

/// <summary>Ends a worker that would wait for ever.</summary>
internal sealed class ScheduleOverException : Exception;
