namespace GetXByY.Cli.Tests;

/// <summary>Tests that use the process's one WinSock: its options and its startup count are everybody's, so one after the
/// other.</summary>
[CollectionDefinition(nameof(OneWinSock))]
public sealed class OneWinSock;
