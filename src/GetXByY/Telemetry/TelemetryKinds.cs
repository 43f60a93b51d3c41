namespace GetXByY;

/// <summary>The three ways in which look-ups can be watched from outside of the program's code; see docs/telemetry.md.
/// </summary>
[Flags]
public enum TelemetryKinds
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The meter <c>GetXByY</c>.</summary>
    Metrics = 1,

    /// <summary>The activity source <c>GetXByY</c>.</summary>
    Activities = 2,

    /// <summary>The event source <c>GetXByY</c>.</summary>
    Events = 4,
}
