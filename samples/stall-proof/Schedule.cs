namespace StallProof;

/// <summary>When which requests begin. Times are milliseconds from the start.</summary>
/// <param name="SilenceFrom">From here on there are requests to names for which the name server is silent …</param>
/// <param name="SilenceTo">… and no more from here on.</param>
/// <param name="End">Until here the others go on.</param>
/// <param name="Watched">Until here everything is watched; what has not ended by then is counted as such.</param>
internal sealed record Schedule(int SilenceFrom, int SilenceTo, int End, int Watched)
{
    /// <summary>Between two requests to silent names, and between two over a kept connection.</summary>
    internal const int Interval = 100;

    /// <summary>Between two requests to names that are answered.</summary>
    internal const int AnsweredInterval = 50;

    /// <summary>After so long the token of a request to a silent name fires.</summary>
    internal const int Patience = 200;

    internal static Schedule Whole { get; } = new(2_000, 6_000, 11_000, 12_000);

    internal static Schedule Quick { get; } = new(300, 1_000, 1_500, 2_000);
}
