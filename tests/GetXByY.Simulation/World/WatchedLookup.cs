using System.Net;
using GetXByY.Telemetry;

namespace GetXByY.Simulation;

/// <summary>Sees that a look-up which somebody listens to ends once, and counts how.</summary>
internal sealed class WatchedLookup(WatchingObserver observer) : LookupObservation
{
    private bool _hasEnded;

    internal override void NoteAttempt(IPEndPoint server, bool overTcp)
    {
    }

    internal override void End(in LookupResult<object>? result)
    {
        observer.OnEnded(isCancelled: result is null, isAgain: _hasEnded);
        _hasEnded = true;
    }
}
