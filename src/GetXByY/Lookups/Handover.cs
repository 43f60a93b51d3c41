namespace GetXByY.Lookups;

/// <summary>What became of a completion that was to be handed over on the engine's own thread.</summary>
internal enum Handover
{
    /// <summary>It is handed over, or that has become pointless.</summary>
    Done,

    /// <summary>It must be tried again later.</summary>
    Refused,

    /// <summary>Nothing was done, because it would run code of the user's: a worker is to do it.</summary>
    NotHere,
}
