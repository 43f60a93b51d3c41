using System.Collections.Concurrent;
using GetXByY.Engine;

namespace GetXByY.Stress;

/// <summary>A world in which the thread that pumps is also the worker: a hand-over to the pool takes a hundred times as
/// long as the moments that are to be met.</summary>
internal sealed class NarrowWorld : EngineWorld
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _items = new();

    internal override void Queue(IThreadPoolWorkItem item) => _items.Enqueue(item);

    internal void ExecuteAll()
    {
        while (_items.TryDequeue(out IThreadPoolWorkItem? item))
            item.Execute();
    }
}
