namespace GetXByY.Tests.RealServers;

/// <summary>The time after which a test counts as hung: no test waits for it unless it fails.</summary>
internal static class Hang
{
    /// <summary>In milliseconds.</summary>
    internal const int Guard = 90_000;
}
