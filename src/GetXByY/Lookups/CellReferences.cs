namespace GetXByY.Lookups;

/// <summary>The references of one look-up, kept beside its cell so that cells hold none.</summary>
internal struct CellReferences
{
    /// <summary>Belongs to whoever ends the look-up: the finisher that completed it, or the canceller that won.</summary>
    internal LookupFace? Face;

    /// <summary>Arguments that do not fit in the cell, else null. Belongs to the engine.</summary>
    internal byte[]? LongArguments;
}
