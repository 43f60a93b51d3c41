namespace GetXByY.Simulation.Tests;

/// <summary>Handles are counted by process, so schedules run one after the other.</summary>
[CollectionDefinition(nameof(OneSchedule), DisableParallelization = true)]
public sealed class OneSchedule;
