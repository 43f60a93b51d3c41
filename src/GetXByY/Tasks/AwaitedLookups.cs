using System.Collections.Concurrent;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tasks;

/// <summary>Those faces of one shape that have no look-up now, for the next ones.</summary>
/// <remarks>May be used from any thread.</remarks>
internal sealed class AwaitedLookups<T>(LookupEngine engine, LookupShape<T> shape, bool inPlace)
{
    // What was outstanding at once for a moment is not held for ever: so many are two megabytes and a half.
    private const int MaxKept = 16_384;

    private readonly ConcurrentQueue<AwaitedLookup<T>> _kept = new();
    private int _count;

    /// <summary>How many there are.</summary>
    internal int Count => Atomic.Read(ref _count);

    internal AwaitedLookup<T> Rent(in LookupSubject subject)
    {
        if (Atomic.At(_kept).TryDequeue(out AwaitedLookup<T>? lookup))
            Atomic.Decrement(ref _count);
        else
            lookup = new AwaitedLookup<T>(engine, this, shape, inPlace);
        lookup.Begin(subject);
        return lookup;
    }

    internal void Return(AwaitedLookup<T> lookup)
    {
        if (Atomic.Increment(ref _count) <= MaxKept)
            Atomic.At(_kept).Enqueue(lookup);
        else
            Atomic.Decrement(ref _count);
    }
}
