namespace GetXByY.Simulation;

/// <summary>Time that passes when nobody can go on, and by chance.</summary>
internal sealed class VirtualTime : TimeProvider
{
    public override long TimestampFrequency => 1000;

    /// <summary>In milliseconds.</summary>
    internal long Now { get; private set; }

    public override long GetTimestamp() => Now;

    internal void Pass(long milliseconds) => Now += milliseconds;
}
