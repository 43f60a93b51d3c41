namespace GetXByY.Engine;

/// <summary>What becomes of a worker's shift.</summary>
internal enum ShiftEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>It has lasted long enough: another one may follow.</summary>
    Over,

    /// <summary>A thread of the engine's pumps better.</summary>
    GivenBack,
}
