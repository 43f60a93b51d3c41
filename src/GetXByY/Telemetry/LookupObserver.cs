using GetXByY.Lookups;

namespace GetXByY.Telemetry;

/// <summary>Watches the look-ups of one resolver, while anybody listens. A simulation has one of its own.</summary>
/// <param name="names">Where the names that are looked up may appear.</param>
/// <param name="time">The resolver's clock.</param>
/// <remarks>May be used from any thread.</remarks>
internal class LookupObserver(TelemetryKinds names, TimeProvider time)
{
    /// <summary>Whether anybody listens.</summary>
    internal virtual bool IsListening => Instruments.AreListenedTo;

    /// <summary>Begins to watch a look-up. Runs code of the user's: on the stack of whoever starts the look-up, under no
    /// lock.</summary>
    /// <returns>Null when nobody listens, which costs no more than to find that out.</returns>
    internal virtual LookupObservation? Begin(in LookupRequest request) =>
        Instruments.AreListenedTo ? new ListenedLookup(request, names, time) : null;
}
