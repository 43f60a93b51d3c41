namespace GetXByY.Engine;

/// <summary>The engine's time: milliseconds since it was made, in 32 bits that may wrap around. Two times are compared
/// by the sign of their difference, which is right up to 24 days.</summary>
/// <remarks>May be read from any thread.</remarks>
internal sealed class EngineClock(TimeProvider provider)
{
    // How far the system's quick clock is behind at most: it goes by the interrupts of a timer.
    private const long Roughness = 16;

    private readonly long _start = provider.GetTimestamp();

    // The exact clock costs more than to find a host that is kept.
    private readonly bool _isSystem = provider == TimeProvider.System;

    internal uint Now => (uint)Milliseconds;

    /// <summary>The same in 64 bits, which do not wrap around.</summary>
    internal long Milliseconds => (long)provider.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Another count of milliseconds, quick to read and a little behind.</summary>
#pragma warning disable RS0030 // Only where the TimeProvider is the system's own; the tests' clocks are asked.
    internal long Rough => _isSystem ? Environment.TickCount64 : Milliseconds;
#pragma warning restore RS0030

    /// <summary>What <see cref="Rough"/> will be when so many milliseconds have passed; never more than that.</summary>
    internal long RoughIn(long milliseconds) => Rough + milliseconds - (_isSystem ? Roughness : 0);
}
