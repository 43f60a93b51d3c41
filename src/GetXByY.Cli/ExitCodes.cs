namespace GetXByY.Cli;

/// <summary>Which exit code a run of several look-ups gets.</summary>
internal static class ExitCodes
{
    // The mildest first. A run that was cancelled says so before it says what the rest of it found; what may exist
    // (NoAnswer) is worse than what is known not to, because a script must not take it for settled.
    private static readonly ExitCode[] s_bySeverity =
        [ExitCode.Success, ExitCode.NotFound, ExitCode.NoAnswer, ExitCode.Cancelled, ExitCode.Failure];

    /// <summary>The code of one failed look-up.</summary>
    internal static ExitCode Of(LookupError error) => error switch
    {
        LookupError.HostNotFound or LookupError.NoData => ExitCode.NotFound,
        LookupError.TryAgain or LookupError.NoRecovery => ExitCode.NoAnswer,
        _ => ExitCode.Failure,
    };

    /// <summary>The worse of two: 1, then 130, 3, 2 and 0.</summary>
    internal static ExitCode Worse(ExitCode left, ExitCode right) =>
        Array.IndexOf(s_bySeverity, left) >= Array.IndexOf(s_bySeverity, right) ? left : right;
}
