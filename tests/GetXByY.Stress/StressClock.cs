using System.Diagnostics;

namespace GetXByY.Stress;

/// <summary>When a part of the run is over. May be used from any thread.</summary>
internal sealed class StressClock(double seconds)
{
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);

    internal bool IsOver => Stopwatch.GetTimestamp() >= _end;

    internal TimeSpan Left => IsOver ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _end);
}
