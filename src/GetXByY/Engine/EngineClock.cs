namespace GetXByY.Engine;

/// <summary>The engine's time: milliseconds since it was made, in 32 bits that may wrap around. Two times are compared
/// by the sign of their difference, which is right up to 24 days.</summary>
/// <remarks>May be read from any thread.</remarks>
internal sealed class EngineClock(TimeProvider provider)
{
    private readonly long _start = provider.GetTimestamp();

    internal uint Now => (uint)Milliseconds;

    /// <summary>The same in 64 bits, which do not wrap around.</summary>
    internal long Milliseconds => (long)provider.GetElapsedTime(_start).TotalMilliseconds;
}
