namespace GetXByY.Engine;

/// <summary>Why a borrower no longer pumps.</summary>
internal enum LoanEnd
{
    /// <summary>Something has come, or the time is up: it has the part, and may lay it down for the next one who waits.</summary>
    Over,

    /// <summary>At its place another borrower sleeps in another engine's wait, and only one can be woken: it has the part, and is to
    /// lay it down for good.</summary>
    Crowded,

    /// <summary>The engine has come to its end, and somebody else has the part.</summary>
    Lost,
}
