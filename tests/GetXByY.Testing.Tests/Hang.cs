namespace GetXByY.Testing.Tests;

/// <summary>The time after which a test counts as hung: no test waits for it unless it fails.</summary>
internal static class Hang
{
    public static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
}
