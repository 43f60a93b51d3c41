using System.Diagnostics;

namespace GetXByY.Engine;

/// <summary>How long somebody may wait, through several waits.</summary>
internal readonly record struct WaitLimit
{
    private readonly TimeSpan _timeout;
    private readonly long _start;

    private WaitLimit(TimeSpan timeout)
    {
        _timeout = timeout;
        _start = timeout == Timeout.InfiniteTimeSpan ? 0 : Stopwatch.GetTimestamp();
    }

    /// <param name="timeout">How long from now on; infinite for ever.</param>
    internal static WaitLimit Of(TimeSpan timeout) => new(timeout);

    /// <summary>Gives what is left.</summary>
    /// <param name="milliseconds">For the next wait; -1 for ever. Rounded up, or the last wait would be a busy loop.</param>
    /// <returns>False when the time is up.</returns>
    internal bool TryGetMilliseconds(out int milliseconds)
    {
        milliseconds = Timeout.Infinite;
        if (_timeout == Timeout.InfiniteTimeSpan)
            return true;
        TimeSpan left = _timeout - Stopwatch.GetElapsedTime(_start);
        milliseconds = (int)Math.Min(Math.Ceiling(Math.Max(left.TotalMilliseconds, 0)), int.MaxValue);
        return left > TimeSpan.Zero;
    }
}
