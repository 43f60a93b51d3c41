namespace GetXByY.Dns.Resolution;

/// <summary>What is kept.</summary>
/// <param name="MaxEntries">How many answers at most; 0 for none.</param>
/// <param name="MaxBytes">How many bytes they may weigh together.</param>
/// <param name="StaleMilliseconds">How long after its end an answer may be given when no server answers; 0 for never.</param>
internal readonly record struct CacheSettings(int MaxEntries, int MaxBytes, long StaleMilliseconds);
