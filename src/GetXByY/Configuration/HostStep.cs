namespace GetXByY.Configuration;

/// <summary>One source of the line <c>hosts</c>, with what is to follow. Immutable.</summary>
/// <param name="Source">The source.</param>
/// <param name="Returns">After which ends no further source is asked.</param>
internal sealed record HostStep(HostSource Source, SourceStatus Returns = SourceStatus.Success);
