namespace GetXByY.Lookups;

/// <summary>What one thread reads or changes while another may change it goes through here, and nothing else does: every
/// call is a place where threads can meet, and there are no other such places but locks.</summary>
/// <remarks>The simulation builds these sources with a body for <see cref="Step"/>, which lets another of its threads go
/// first; in that of the stress run a thread may dawdle. The product has none, so the compiler leaves the calls out, and
/// what remains is Interlocked and Volatile.</remarks>
internal static partial class Atomic
{
    internal static int Read(ref int location)
    {
        Step();
        return Volatile.Read(ref location);
    }

    internal static uint Read(ref uint location)
    {
        Step();
        return Volatile.Read(ref location);
    }

    internal static long Read(ref long location)
    {
        Step();
        return Volatile.Read(ref location);
    }

    internal static bool Read(ref bool location)
    {
        Step();
        return Volatile.Read(ref location);
    }

    internal static nuint Read(ref nuint location)
    {
        Step();
        return Volatile.Read(ref location);
    }

    internal static T Read<T>(ref T location)
        where T : class?
    {
        Step();
        return Volatile.Read(ref location);
    }

    internal static void Write(ref int location, int value)
    {
        Step();
        Volatile.Write(ref location, value);
    }

    internal static void Write(ref uint location, uint value)
    {
        Step();
        Volatile.Write(ref location, value);
    }

    internal static void Write(ref long location, long value)
    {
        Step();
        Volatile.Write(ref location, value);
    }

    internal static void Write(ref bool location, bool value)
    {
        Step();
        Volatile.Write(ref location, value);
    }

    internal static void Write(ref nuint location, nuint value)
    {
        Step();
        Volatile.Write(ref location, value);
    }

    internal static void Write<T>(ref T location, T value)
        where T : class?
    {
        Step();
        Volatile.Write(ref location, value);
    }

    /// <summary>Writes numbers of which this thread is the only writer; readers see each whole, but not all at once.</summary>
    internal static void Write(long[] destination, ReadOnlySpan<long> values)
    {
        Step();
        for (int i = 0; i < values.Length; i++)
        {
            if (destination[i] != values[i])
                Volatile.Write(ref destination[i], values[i]);
        }
    }

    internal static int Exchange(ref int location, int value)
    {
        Step();
        return Interlocked.Exchange(ref location, value);
    }

    /// <summary>Exchanges without a step: for what two threads do only where the user has made a mistake, and with .NET's own code behind
    /// it, which is not simulated.</summary>
    internal static int ExchangeUnstepped(ref int location, int value) => Interlocked.Exchange(ref location, value);

    internal static T Exchange<T>(ref T location, T value)
        where T : class?
    {
        Step();
        return Interlocked.Exchange(ref location, value);
    }

    internal static int CompareExchange(ref int location, int value, int comparand)
    {
        Step();
        return Interlocked.CompareExchange(ref location, value, comparand);
    }

    internal static long CompareExchange(ref long location, long value, long comparand)
    {
        Step();
        return Interlocked.CompareExchange(ref location, value, comparand);
    }

    internal static T CompareExchange<T>(ref T location, T value, T comparand)
        where T : class?
    {
        Step();
        return Interlocked.CompareExchange(ref location, value, comparand);
    }

    internal static int Add(ref int location, int value)
    {
        Step();
        return Interlocked.Add(ref location, value);
    }

    internal static int Increment(ref int location)
    {
        Step();
        return Interlocked.Increment(ref location);
    }

    internal static long Increment(ref long location)
    {
        Step();
        return Interlocked.Increment(ref location);
    }

    internal static int Decrement(ref int location)
    {
        Step();
        return Interlocked.Decrement(ref location);
    }

    /// <summary>All reads and writes before it take effect before all those behind it.</summary>
    internal static void Fence() => Interlocked.MemoryBarrier();

    /// <summary>A lock that is about to be taken, or a concurrent collection that is about to be used.</summary>
    internal static T At<T>(T place)
        where T : class
    {
        Step();
        return place;
    }

    /// <summary>A lock that is about to be taken inside another one, which its taker has come to by <see cref="At"/>. Here nobody
    /// is let go first: who stood still here would hold the outer one.</summary>
    internal static T Within<T>(T place)
        where T : class => place;

    /// <summary>Before each of them.</summary>
    static partial void Step();
}
