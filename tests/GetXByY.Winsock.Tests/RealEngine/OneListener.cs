namespace GetXByY.Winsock.Tests;

/// <summary>Who listens hears the requests of the whole process, so these tests run when no others do.</summary>
[CollectionDefinition(nameof(OneListener), DisableParallelization = true)]
public sealed class OneListener;
