using System.Collections.Concurrent;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Acknowledges cancels, on threads of the pool and in slices: a hundred thousand of them are one
/// item in the pool's queue at a time, and whatever is queued meanwhile, the result of another look-up first of all, has its turn
/// between two slices.</summary>
/// <remarks>May be used from any thread.</remarks>
internal sealed class Acknowledger(EngineWorld world) : IThreadPoolWorkItem
{
    private const int Slice = 64;

    private readonly ConcurrentQueue<LookupFace> _faces = new();

    // 1 while a worker was asked for and has not begun to look at the queue.
    private int _requested;

    internal void Enqueue(LookupFace face)
    {
        Uninterrupted.Enqueue(Atomic.At(_faces), face);
        Flush();
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        // Before the queue is looked at: whoever adds a face after that look asks for another worker.
        Atomic.Exchange(ref _requested, 0);
        OwnThread own = OwnThread.Current;
        for (int i = 0; i < Slice; i++)
        {
            if (!Atomic.At(_faces).TryDequeue(out LookupFace? face))
                return;
            // Somebody else sees to those behind it: a task's continuation may run in here, and wait for one of them.
            Flush();
            face.Acknowledge();
            own.Tidy();
        }
        Flush();
    }

    // Sees to a worker if there are faces, as Finisher.Flush does.
    private void Flush()
    {
        if (!Atomic.At(_faces).IsEmpty && Atomic.Exchange(ref _requested, 1) == 0)
            world.Queue(this);
    }
}
