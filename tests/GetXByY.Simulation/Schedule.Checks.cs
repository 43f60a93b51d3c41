using GetXByY.Engine;

namespace GetXByY.Simulation;

// What must hold, at every step and at the end.
internal sealed partial class Schedule
{
    private void Check()
    {
        foreach (TaskRequest request in Tasks)
            request.Check();
        foreach (WindowRequest request in _requests.Values)
            request.Check();
    }

    // Nothing goes on any more, and nothing may be left.
    private void CheckAtRest()
    {
        Tasks.ForEach(static t => t.CheckAtRest());
        foreach (WindowRequest request in _requests.Values)
            request.CheckAtRest();
        if (_early.Count != 0)
            Violate($"a message came for {_early[0].Handle}, which nobody has started");
        if (World.Queued != 0)
            Violate($"{World.Queued} items wait for a worker");
        foreach (SimulatedDriver driver in World.Drivers)
        {
            if (!driver.IsDisposed || driver.OpenCount != 0)
                Violate($"a driver is open, with {driver.OpenCount} channels");
        }
        _resolvers.ForEach(r => CheckAtRest(r.Engine));
        Tally.Lookups += _resolvers.Sum(r => r.Engine.Counts.Started);
    }

    private void CheckAtRest(LookupEngine engine)
    {
        EngineCounts counts = engine.Counts;
        if (counts.Started != counts.Completed + counts.Cancelled)
            Violate($"{counts.Started} started, but {counts.Completed} completed and {counts.Cancelled} cancelled");
        if (counts.Rented != 0)
            Violate($"{counts.Rented} cells were not given back");
        if (engine.Resolver.Outstanding != 0)
            Violate($"{engine.Resolver.Outstanding} queries are left");
    }

    private void Trace(string what) => _trace!(
        $"{Scheduler.Steps,7} {_time.Now,8} ms  {SimulatedThread.Current?.Name ?? "",-12} {what}");
}
