namespace GetXByY.Winsock.Tests;

/// <summary>Tests that put another provider in the place of the process's one: one after the other.</summary>
[CollectionDefinition(nameof(OneProvider))]
public sealed class OneProvider;
