namespace GetXByY.Cli;

/// <summary>What the program ends with. Where several apply, see <see cref="ExitCodes.Worse"/>.</summary>
internal enum ExitCode
{
    /// <summary>Everything was found.</summary>
    Success = 0,

    /// <summary>Wrong usage, or an internal error.</summary>
    Failure = 1,

    /// <summary>Something does not exist: HostNotFound, NoData.</summary>
    NotFound = 2,

    /// <summary>Something could not be found out, and may exist: TryAgain, NoRecovery.</summary>
    NoAnswer = 3,

    /// <summary>A signal (SIGINT, SIGTERM) cancelled something; shells give this code for Ctrl-C.</summary>
    Cancelled = 130,
}
