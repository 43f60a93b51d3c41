namespace GetXByY.Lookups;

/// <summary>What a pusher found the engine's pump doing; Asleep and Absent are seen by exactly one pusher each time.</summary>
internal enum PumpState
{
    /// <summary>It will see what was pushed.</summary>
    Awake,

    /// <summary>It waits: wake it.</summary>
    Asleep,

    /// <summary>There is none: start one.</summary>
    Absent,

    /// <summary>There will be none any more: what was pushed was not taken.</summary>
    Ended,
}
