namespace GetXByY.Simulation;

/// <summary>All that is left to chance in a schedule, from its seed (SplitMix64, Steele, Lea, Flood 2014).</summary>
internal sealed class Choices(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to one below the bound.</summary>
    internal int Below(int bound) => (int)((UInt128)NextUInt64() * (ulong)bound >> 64);

    /// <summary>A number in a range, both ends included.</summary>
    internal int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True once in so many times.</summary>
    internal bool OneIn(int times) => Below(times) == 0;

    internal T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    internal ulong NextUInt64()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
