using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Text;
using OpenTelemetry.Metrics;

namespace GetXByY.Cli.Tests.Docs;

/// <summary>What docs/telemetry.md shows runs, and an exporter of OpenTelemetry gets what the page says.</summary>
[Collection(nameof(OneListener))]
public sealed class TelemetrySampleTests
{
    [Fact(Timeout = 60_000)]
    public async Task ListenSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = Samples.Console.Capture();
        await Samples.ListenAsync();
        Assert.Equal(CodeBlock.OutputOf("getxbyy.lookups.ended"), output.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task SnapshotSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = Samples.Console.Capture();
        await Samples.SnapshotAsync();
        Assert.Equal(CodeBlock.OutputOf("ResolverSnapshot before"), output.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task ExportSample_Run_ExportsActivitiesAndMetrics()
    {
        var activities = new StoppedActivities();
        List<Metric> metrics = [];
        await Samples.ExportAsync(activities, metrics, activities.First);
        Activity activity = Assert.Single(activities);
        Assert.Equal("DNS lookup localhost", activity.DisplayName);
        Assert.Contains("127.0.0.1", Assert.IsType<string[]>(activity.GetTagItem("dns.answers")));

        Metric duration = metrics.First(m => m.Name == "dns.lookup.duration");
        Assert.Equal(("s", MetricType.Histogram), (duration.Unit, duration.MetricType));
        foreach (ref readonly MetricPoint point in duration.GetMetricPoints())
        {
            Assert.Equal(1, point.GetHistogramCount());
            Assert.Equal(0, point.Tags.Count);
            // The SDK takes the limits of the buckets from the instrument; one more bucket is above the last.
            int buckets = 0;
            foreach (HistogramBucket bucket in point.GetHistogramBuckets())
                buckets += bucket.BucketCount >= 0 ? 1 : 0;
            Assert.Equal(15, buckets);
        }
        Assert.Contains(metrics, m => m is { Name: "getxbyy.lookups.ended", MetricType: MetricType.LongSum });
    }

    private sealed class StoppedActivities : Collection<Activity>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task First => _first.Task;

        protected override void InsertItem(int index, Activity item)
        {
            base.InsertItem(index, item);
            _first.TrySetResult();
        }
    }
}
