namespace GetXByY.Lookups;

/// <summary>What is to be remembered of a cell.</summary>
[Flags]
internal enum CellMarks : byte
{
    None = 0,

    /// <summary>The engine took it from the submissions.</summary>
    Taken = 1,

    /// <summary>The canceller that won sent it back. A cell with this and <see cref="Taken"/> is free.</summary>
    Returned = 2,

    /// <summary>The look-up was not yet cancelled when it was taken, so a database has begun it.</summary>
    Begun = 4,

    /// <summary>The look-up has a deadline.</summary>
    HasDeadline = 8,

    /// <summary>A protocol was given.</summary>
    HasProtocol = 16,
}
