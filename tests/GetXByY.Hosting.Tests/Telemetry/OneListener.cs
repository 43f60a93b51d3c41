namespace GetXByY.Hosting.Tests.Telemetry;

/// <summary>Who listens hears the look-ups of the whole process, so these tests run when no others do.</summary>
[CollectionDefinition(nameof(OneListener), DisableParallelization = true)]
public sealed class OneListener;
