using System.Diagnostics.Tracing;
using GetXByY.Lookups;

namespace GetXByY.Telemetry;

/// <summary>Starts and ends as events, and counters for tools such as dotnet-counters.</summary>
/// <remarks>An end is told by another thread than its start, so the two are tied by the look-up's number: the handle is not
/// known yet when the start is told.</remarks>
[EventSource(Name = Instruments.Name)]
internal sealed class LookupEventSource : EventSource
{
    internal static readonly LookupEventSource Log = new();

    private PollingCounter? _startedCounter;
    private PollingCounter? _failedCounter;
    private PollingCounter? _cancelledCounter;
    private PollingCounter? _currentCounter;
    private EventCounter? _durationCounter;

    private long _started;
    private long _found;
    private long _failed;
    private long _cancelled;

    // With the name it need not look for its own attribute, which takes as long as the rest of it.
    private LookupEventSource()
        : base(Instruments.Name, EventSourceSettings.EtwManifestEventFormat)
    {
    }

    [Event(1, Level = EventLevel.Informational, ActivityOptions = EventActivityOptions.Disable)]
    public void LookupStart(long lookup, string database, string question)
    {
        Atomic.Increment(ref _started);
        WriteEvent(1, lookup, database, question);
    }

    [Event(2, Level = EventLevel.Informational, ActivityOptions = EventActivityOptions.Disable)]
    public void LookupStop(long lookup, double milliseconds)
    {
        Atomic.Increment(ref _found);
        Measure(milliseconds);
        WriteEvent(2, lookup, milliseconds);
    }

    [Event(3, Level = EventLevel.Error, ActivityOptions = EventActivityOptions.Disable)]
    public void LookupFailed(long lookup, double milliseconds, string error)
    {
        Atomic.Increment(ref _failed);
        Measure(milliseconds);
        WriteEvent(3, lookup, milliseconds, error);
    }

    [Event(4, Level = EventLevel.Informational, ActivityOptions = EventActivityOptions.Disable)]
    public void LookupCancelled(long lookup, double milliseconds)
    {
        Atomic.Increment(ref _cancelled);
        Measure(milliseconds);
        WriteEvent(4, lookup, milliseconds);
    }

    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        if (command.Command != EventCommand.Enable)
            return;
        _startedCounter ??= Count("lookups-started", "Look-ups Started", () => Atomic.Read(ref _started));
        _failedCounter ??= Count("lookups-failed", "Look-ups Failed", () => Atomic.Read(ref _failed));
        _cancelledCounter ??= Count("lookups-cancelled", "Look-ups Cancelled", () => Atomic.Read(ref _cancelled));
        _currentCounter ??= Count("current-lookups", "Current Look-ups", () =>
        {
            // The ends first: otherwise one that ends meanwhile would be taken from a sum that it is not in.
            long ended = Atomic.Read(ref _found) + Atomic.Read(ref _failed) + Atomic.Read(ref _cancelled);
            return Atomic.Read(ref _started) - ended;
        });
        Atomic.Write(ref _durationCounter, _durationCounter ?? new EventCounter("lookup-duration", this)
        {
            DisplayName = "Average Look-up Duration",
            DisplayUnits = "ms",
        });
    }

    private PollingCounter Count(string name, string title, Func<double> read) =>
        new(name, this, read) { DisplayName = title };

    private void Measure(double milliseconds) => Atomic.Read(ref _durationCounter)?.WriteMetric(milliseconds);
}
