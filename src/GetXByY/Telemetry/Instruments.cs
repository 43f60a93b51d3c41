using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GetXByY.Telemetry;

/// <summary>What one can listen to in the whole process, but for the event source.</summary>
internal static class Instruments
{
    internal const string Name = "GetXByY";

    /// <summary>The name of every activity.</summary>
    internal const string Operation = "GetXByY.Lookup";

    internal static readonly ActivitySource Activities = new(Name);

    private static readonly Meter s_meter = new(Name);

    // The name, the unit and the limits of the buckets are those of the semantic conventions of OpenTelemetry, under which
    // .NET's own resolver reports as well.
    internal static readonly Histogram<double> Duration = s_meter.CreateHistogram(
        "dns.lookup.duration", "s", "How long look-ups of hosts took.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    internal static readonly Counter<long> Started = s_meter.CreateCounter<long>(
        "getxbyy.lookups.started", "{lookup}", "Look-ups that were started.");

    internal static readonly Counter<long> Ended = s_meter.CreateCounter<long>(
        "getxbyy.lookups.ended", "{lookup}", "Look-ups that have ended: found, failed or cancelled.");

    internal static readonly Counter<long> Cached = s_meter.CreateCounter<long>(
        "getxbyy.lookups.cached", "{lookup}", "Look-ups that ended with a kept, shared or stale answer.");

    internal static readonly UpDownCounter<long> Active = s_meter.CreateUpDownCounter<long>(
        "getxbyy.lookups.active", "{lookup}", "Look-ups that were started and have not ended.");

    /// <summary>Whether anybody listens to anything.</summary>
    internal static bool AreListenedTo =>
        AreCounting || Duration.Enabled || Activities.HasListeners() || LookupEventSource.Log.IsEnabled();

    /// <summary>Whether anybody counts look-ups.</summary>
    internal static bool AreCounting => Started.Enabled || Ended.Enabled || Active.Enabled || Cached.Enabled;
}
