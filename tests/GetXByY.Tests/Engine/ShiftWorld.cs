using System.Collections.Concurrent;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;

namespace GetXByY.Tests.Engine;

/// <summary>A world in which the test says whether workers pump; its network answers nothing.</summary>
internal sealed class ShiftWorld : EngineWorld
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _held = [];

    internal BreakableWorld.BreakableDriver Driver { get; } = new();

    internal HandShifts Shifts { get; } = new();

    /// <summary>Whether the pool has no worker for a shift.</summary>
    internal bool HoldsShifts { get; set; }

    internal override IDriver OpenDriver(int channels, RandomSource random) => Driver;

    internal override WorkerShifts MakeShifts() => Shifts;

    internal override void Queue(IThreadPoolWorkItem item)
    {
        if (HoldsShifts && item is EnginePump)
            _held.Enqueue(item);
        else
            base.Queue(item);
    }

    /// <summary>The pool has workers again, for what was asked of it meanwhile, too.</summary>
    /// <returns>How many shifts were asked for.</returns>
    internal int Release()
    {
        int released = 0;
        HoldsShifts = false;
        for (; _held.TryDequeue(out IThreadPoolWorkItem? item); released++)
            item.Execute();
        return released;
    }

    internal sealed class HandShifts() : WorkerShifts(TimeProvider.System)
    {
        private readonly ConcurrentDictionary<int, bool> _pumps = [];
        private volatile bool _areDue = true;
        private volatile ShiftEnd _end;

        /// <summary>Whether the next result begins one.</summary>
        internal bool Due { set => _areDue = value; }

        /// <summary>What becomes of a shift at the end of a lap.</summary>
        internal ShiftEnd End { set => _end = value; }

        /// <summary>Whether the calling thread has pumped for a shift.</summary>
        internal bool HasPumped => _pumps.ContainsKey(Environment.CurrentManagedThreadId);

        internal void Forget() => _pumps.Clear();

        internal override bool AreDue(int results) => results > 0 && _areDue;

        internal override ShiftEnd EndLap(int continued)
        {
            _pumps[Environment.CurrentManagedThreadId] = Thread.CurrentThread.IsThreadPoolThread;
            return _end;
        }

        /// <summary>Whether all were threads of the pool, and there was one.</summary>
        internal bool WereWorkers => !_pumps.IsEmpty && _pumps.Values.All(static isOfPool => isOfPool);
    }
}
