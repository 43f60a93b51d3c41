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
        foreach (OverlappedRequest request in Overlapped)
            request.Check();
    }

    // Nothing goes on any more, and nothing may be left.
    private void CheckAtRest()
    {
        Tasks.ForEach(static t => t.CheckAtRest());
        foreach (WindowRequest request in _requests.Values)
            request.CheckAtRest();
        Overlapped.ForEach(static r => r.CheckAtRest());
        // What is still in them is judged when it is taken.
        Queues.ForEach(static q => q.Drain());
        CheckConnectionsAtRest();
        if (Provider.Heap.Blocks != 0)
            Violate($"{Provider.Heap.Blocks} results were not freed");
        if (_early.Count != 0)
            Violate($"a message came for {_early[0].Handle}, which nobody has started");
        if (World.Queued != 0)
            Violate($"{World.Queued} items wait for a worker");
        foreach (SimulatedDriver driver in World.Drivers)
        {
            if (!driver.IsDisposed || driver.OpenCount != 0)
                Violate($"a driver is open, with {driver.OpenCount} channels");
        }
        _resolvers.ForEach(CheckAtRest);
        Tally.Lookups += _resolvers.Sum(r => r.Engine.Counts.Started);
    }

    private void CheckAtRest(NameResolver resolver)
    {
        LookupEngine engine = resolver.Engine;
        if (HasFailed(resolver) != resolver.Failure is not null)
            Violate($"a driver {(HasFailed(resolver) ? "has failed" : "works")}, its engine says {resolver.Failure?.Message}");
        EngineCounts counts = engine.Counts;
        if (counts.Started != counts.Completed + counts.Cancelled)
            Violate($"{counts.Started} started, but {counts.Completed} completed and {counts.Cancelled} cancelled");
        // Those that could not be begun are told as well, as failed.
        if (World.Observers[_resolvers.IndexOf(resolver)] is { } heard
            && (heard.Cancelled != counts.Cancelled || heard.Started != heard.Completed + heard.Cancelled))
            Violate($"{heard.Started} starts were told, {heard.Completed} ends and {heard.Cancelled} of {counts.Cancelled} cancels");
        if (counts.Rented != 0)
            Violate($"{counts.Rented} cells were not given back");
        if (engine.Resolvers.Outstanding != 0)
            Violate($"{engine.Resolvers.Outstanding} queries are left");
        if (engine.Resolvers.EarlierCount != 0)
            Violate($"{engine.Resolvers.EarlierCount} attempts are left");
    }

    private void Trace(string what) => _trace!(
        $"{Scheduler.Steps,7} {_time.Now,8} ms  {SimulatedThread.Current?.Name ?? "",-12} {what}");
}
