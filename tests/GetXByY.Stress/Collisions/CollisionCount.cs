namespace GetXByY.Stress;

/// <summary>Counts the collisions of one thread: a compare-and-swap on a state word that failed because the other side
/// won.</summary>
/// <remarks>
/// A canceller that lost read the word, and before its compare-and-swap the engine or a finisher moved it: these two met,
/// whatever the time between. The engine and the finisher read nothing before their own, so theirs also fails when the
/// cancel is long over. That is no collision, so it counts as one only while the canceller is still at this look-up; the
/// others are counted apart. Two cancellers that meet are no collision either.
/// </remarks>
internal sealed class CollisionCount
{
    private const int Places = 3;

    private static readonly Lock s_lock = new();
    private static readonly List<CollisionCount> s_all = [];

    [ThreadStatic]
    private static CollisionCount? s_ofThread;

    private readonly long[] _wonByCancel = new long[Places];
    private readonly long[] _wonByFinish = new long[Places];
    private long _late;

    /// <summary>Somebody's compare-and-swap has failed.</summary>
    internal static void OnLost(uint handle, LookupState from, LookupState to, LookupState found)
    {
        if (to == LookupState.Cancelled)
        {
            if (found != LookupState.Cancelled)
            {
                OfThread._wonByFinish[(int)PlaceOf(from)]++;
                Hand.OfThread?.OnLost();
            }
        }
        else if (Hand.IsAnyAt(handle))
        {
            OfThread._wonByCancel[(int)PlaceOf(from)]++;
        }
        else
        {
            OfThread._late++;
        }
    }

    /// <summary>How often a cancel won, of all threads. Exact when they have ended.</summary>
    internal static long WonByCancel(CollisionPlace place) => Sum(c => c._wonByCancel[(int)place]);

    /// <summary>How often the engine or a finisher won, of all threads.</summary>
    internal static long WonByFinish(CollisionPlace place) => Sum(c => c._wonByFinish[(int)place]);

    /// <summary>How often each side won, at all places.</summary>
    internal static (long ByCancel, long ByFinish) Won() =>
        (Sum(static c => c._wonByCancel.Sum()), Sum(static c => c._wonByFinish.Sum()));

    /// <summary>How often the engine or a finisher came to a look-up that a canceller had long left.</summary>
    internal static long Late() => Sum(c => c._late);

    private static CollisionCount OfThread => s_ofThread ??= Add();

    private static CollisionPlace PlaceOf(LookupState from) => from switch
    {
        LookupState.Queued => CollisionPlace.TakeUp,
        LookupState.InFlight => CollisionPlace.Claim,
        _ => CollisionPlace.Post,
    };

    private static CollisionCount Add()
    {
        var count = new CollisionCount();
        lock (s_lock)
            s_all.Add(count);
        return count;
    }

    private static long Sum(Func<CollisionCount, long> value)
    {
        lock (s_lock)
            return s_all.Sum(value);
    }
}
