namespace GetXByY.Fuzz;

/// <summary>Numbers by chance that a seed repeats: SplitMix64. No object, because each case has one.</summary>
internal struct Chance(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15 + 0x1F83D9ABFB41BD6B;

    internal ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below a limit.</summary>
    internal int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    internal bool OneIn(int n) => Below(n) == 0;

    internal T Of<T>(ReadOnlySpan<T> values) => values[Below(values.Length)];

    internal void Fill(Span<byte> octets)
    {
        foreach (ref byte octet in octets)
            octet = (byte)Next();
    }
}
