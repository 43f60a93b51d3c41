namespace GetXByY.Stress;

/// <summary>What makes one thread meet another: it dawdles where it is told to, and tells at which look-up it is.
/// </summary>
/// <remarks>Belongs to its thread, but for <see cref="IsAnyAt"/>.</remarks>
internal sealed class Hand
{
    // The threads of the product dawdle at one of so many steps.
    private const int ProductOneIn = 16;
    private const int ProductTurns = 16_384;

    private static Hand[] s_all = [];
    private static long s_lent;
    private static bool s_isLending;

    [ThreadStatic]
    private static Hand? s_ofThread;

    private ulong _random;
    private readonly bool _isLent;
    private int _steps;
    private int _turns;
    private uint _target;

    private Hand(ulong seed, bool isLent)
    {
        _random = seed * 0x9E37_79B9_7F4A_7C15 | 1;
        _isLent = isLent;
    }

    /// <summary>This thread's, if it has one.</summary>
    internal static Hand? OfThread => s_ofThread ?? (Volatile.Read(ref s_isLending) ? Lend() : null);

    /// <summary>Whether threads that took none are lent one: those of the product dawdle then at any of their steps, so
    /// that moments which are too short to be met last a little longer.</summary>
    internal static bool IsLending
    {
        set => Volatile.Write(ref s_isLending, value);
    }

    /// <summary>Whether a compare-and-swap of its last cancel was lost to the engine or a finisher.</summary>
    internal bool HasLost { get; private set; }

    /// <summary>Gives this thread its hand.</summary>
    internal static Hand Take(ulong seed)
    {
        var hand = new Hand(seed, isLent: false);
        Hand[] seen;
        do
            seen = Volatile.Read(ref s_all);
        while (Interlocked.CompareExchange(ref s_all, [.. seen, hand], seen) != seen);
        return s_ofThread = hand;
    }

    /// <summary>Whether a canceller is at this look-up.</summary>
    internal static bool IsAnyAt(uint handle)
    {
        foreach (Hand hand in Volatile.Read(ref s_all))
        {
            if (Volatile.Read(ref hand._target) == handle)
                return true;
        }
        return false;
    }

    /// <summary>Says which look-up this thread is going to cancel; 0 for none.</summary>
    internal void Aim(uint handle)
    {
        HasLost = false;
        Volatile.Write(ref _target, handle);
    }

    /// <summary>Dawdles once, before the given one of the next steps; 0 for never.</summary>
    internal void Arm(int step, int turns)
    {
        _steps = step;
        _turns = turns;
    }

    /// <summary>Before each reading and changing of shared state.</summary>
    internal void Step()
    {
        if (_steps != 0 && --_steps == 0)
            Dawdle(_turns);
        if (_isLent && Volatile.Read(ref s_isLending) && Below(ProductOneIn) == 0)
            Dawdle(Below(ProductTurns));
    }

    internal void OnLost() => HasLost = true;

    /// <summary>Keeps the processor busy for some nanoseconds a turn. To sleep or to yield would take a thousand times
    /// as long as the moment that is to be met.</summary>
    internal void Dawdle(int turns)
    {
        for (; turns > 0; turns--)
            Next();
    }

    /// <summary>A number from 0 to below the limit.</summary>
    internal int Below(int limit) => (int)((Next() >> 33) * (ulong)limit >> 31);

    private static Hand Lend() => s_ofThread = new Hand((ulong)Interlocked.Increment(ref s_lent), isLent: true);

    // xorshift64
    private ulong Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        return _random ^= _random << 17;
    }
}
