using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using GetXByY.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GetXByY.Hosting.Tests.Telemetry;

/// <summary>What OpenTelemetry exports of the look-ups of HTTP requests.</summary>
[Collection(nameof(OneListener))]
public sealed class ExportTests
{
    private static readonly ActivitySource s_own = new("Own");

    [Fact(Timeout = 60_000)]
    public async Task Export_RequestToAName_HasItsLookupAsAChildWithItsAttempts()
    {
        var activities = new StoppedActivities();
        using TracerProvider traces = Sdk.CreateTracerProviderBuilder()
            .AddSource("GetXByY").AddSource("Own").AddInMemoryExporter(activities).Build();
        await using var d = new Deployment();
        await using var site = new Site();
        d.Names.Add("shop.test", IPAddress.Loopback);
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        using (Activity? own = s_own.StartActivity("page"))
            await http.GetStringAsync(site.UrlFor("shop.test"));

        await activities.WaitAsync(a => a.OperationName == "GetXByY.Lookup");
        Activity page = Assert.Single(activities, a => a.OperationName == "page");
        Activity lookup = Assert.Single(activities, a => a.OperationName == "GetXByY.Lookup");
        Assert.Equal(page.TraceId, lookup.TraceId);
        Assert.Equal(("hosts", "found"), (lookup.GetTagItem("getxbyy.database"), lookup.GetTagItem("getxbyy.outcome")));
        Assert.Equal(
            [d.Names.EndPoint.Port, d.Names.EndPoint.Port],
            lookup.Events.Where(e => e.Name == "dns.attempt").Select(e => (int)e.Tags.First(t => t.Key == "server.port").Value!));
        Assert.DoesNotContain("shop", string.Join(' ', lookup.TagObjects.Select(t => t.ToString()).Append(lookup.DisplayName)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Export_ManyNames_AreFewSeriesWithoutNames()
    {
        List<Metric> metrics = [];
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("GetXByY").AddInMemoryExporter(metrics).Build();
        await using var d = new Deployment();
        d.Names.Behave("silent.test", ServerBehaviour.Silence);
        d.Services.AddHttpClient("").UseNameResolver();
        using HttpClient http = d.CreateClient();
        for (int i = 0; i < 30; i++)
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync($"http://shop{i}.test/"));
        using var stop = new CancellationTokenSource();
        Task silent = http.GetStringAsync("http://silent.test/", stop.Token);
        await d.Names.WaitForQueriesAsync("silent.test", 1);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);

        // Ends are told on the pool, soon after the look-up.
        do
        {
            await Task.Yield();
            metrics.Clear();
            meters.ForceFlush();
        }
        while (Series(metrics, "getxbyy.lookups.ended").Values.Sum() < 31 || Series(metrics, "dns.lookup.duration").Values.Sum() < 31);
        Assert.Equal(
            new() { ["getxbyy.database=hosts getxbyy.outcome=failed"] = 30, ["getxbyy.database=hosts getxbyy.outcome=cancelled"] = 1 },
            Series(metrics, "getxbyy.lookups.ended"));
        Assert.Equal(new() { ["getxbyy.database=hosts"] = 31 }, Series(metrics, "getxbyy.lookups.started"));
        Assert.Equal(
            ["error.type=cancelled", "error.type=host_not_found"], Series(metrics, "dns.lookup.duration").Keys.Order());
    }

    private static Dictionary<string, long> Series(List<Metric> metrics, string name)
    {
        var series = new Dictionary<string, long>();
        foreach (Metric metric in metrics.Where(m => m.Name == name))
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                List<string> tags = [];
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                    tags.Add($"{tag.Key}={tag.Value}");
                series[string.Join(' ', tags)] =
                    metric.MetricType == MetricType.Histogram ? point.GetHistogramCount() : point.GetSumLong();
            }
        }
        return series;
    }

    private sealed class StoppedActivities : ICollection<Activity>
    {
        private readonly ConcurrentQueue<Activity> _all = new();

        public int Count => _all.Count;

        public bool IsReadOnly => false;

        public void Add(Activity item) => _all.Enqueue(item);

        public void Clear() => _all.Clear();

        public bool Contains(Activity item) => _all.Contains(item);

        public void CopyTo(Activity[] array, int arrayIndex) => _all.CopyTo(array, arrayIndex);

        public bool Remove(Activity item) => false;

        public IEnumerator<Activity> GetEnumerator() => _all.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        internal async Task WaitAsync(Func<Activity, bool> wanted)
        {
            while (!_all.Any(wanted))
                await Task.Yield();
        }
    }
}
