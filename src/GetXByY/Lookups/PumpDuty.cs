namespace GetXByY.Lookups;

/// <summary>What a pusher must do about the engine's pump. Each sleep and each absence is one pusher's duty only.</summary>
internal enum PumpDuty
{
    /// <summary>Nothing: it will see what was pushed.</summary>
    None,

    /// <summary>It waits: wake it.</summary>
    Wake,

    /// <summary>There is no thread that pumps: start one.</summary>
    Start,
}
