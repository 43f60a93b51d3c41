using GetXByY.Lookups;
using GetXByY.Telemetry;

namespace GetXByY.Simulation;

/// <summary>Listens to the look-ups of one resolver, from its beginning to its end.</summary>
internal sealed class WatchingObserver(Scheduler scheduler, TimeProvider time) : LookupObserver(TelemetryKinds.None, time)
{
    internal int Started { get; private set; }

    internal int Completed { get; private set; }

    internal int Cancelled { get; private set; }

    internal override bool IsListening => true;

    internal override LookupObservation Begin(in LookupRequest request)
    {
        Started++;
        return new WatchedLookup(this);
    }

    internal void OnEnded(bool isCancelled, bool isAgain)
    {
        if (isAgain)
            scheduler.Violate("the end of a look-up was told twice");
        // What is told may take its time, and others go on meanwhile.
        scheduler.Step();
        if (isCancelled)
            Cancelled++;
        else
            Completed++;
    }
}
