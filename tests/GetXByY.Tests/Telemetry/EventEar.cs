using System.Diagnostics.Tracing;

namespace GetXByY.Tests.Telemetry;

/// <summary>Listens to the event source.</summary>
internal sealed class EventEar : EventListener
{
    // The base class calls back before a constructor of ours has run.
    internal Heard<EventWrittenEventArgs> Heard { get; } = new();

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "GetXByY")
            EnableEvents(source, EventLevel.Verbose, EventKeywords.All, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "1" });
    }

    protected override void OnEventWritten(EventWrittenEventArgs e) => Heard.Add(e);

    internal Task<EventWrittenEventArgs[]> WaitForAsync(string name, int count = 1) =>
        Heard.WaitForAsync(count, e => e.EventName == name);
}
