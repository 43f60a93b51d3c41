using System.Diagnostics.Metrics;
using System.Net.Sockets;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Telemetry;

/// <summary>The law of the counters, while look-ups end in every way at once.</summary>
[Collection(nameof(OneListener))]
public sealed class MeterStressTests
{
    private const int Starters = 4;
    private const int Each = 2_000;

    private readonly Dictionary<string, long> _ended = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _started;
    private long _active;

    [Fact(Timeout = 60_000)]
    public async Task Counters_EndsCollide_StartedIsFoundPlusFailedPlusCancelled()
    {
        await using var f = new NameResolverFixture(o => o.MaxOutstanding = 64);
        f.Server.Add("www.test", "192.0.2.1");
        using MeterListener listener = Listen();
        await Task.WhenAll(Enumerable.Range(0, Starters).Select(i => Task.Run(() => StartAndCancelAsync(f.Resolver, i))));
        await _all.Task;
        lock (_ended)
        {
            Assert.Equal(Starters * Each, _started);
            Assert.Equal(_started, _ended["found"] + _ended["failed"] + _ended["cancelled"]);
            Assert.All(_ended.Values, count => Assert.InRange(count, 1, _started));
            Assert.Equal(0, _active);
        }
    }

    private static async Task StartAndCancelAsync(NameResolver resolver, int starter)
    {
        var random = new Random(20261127 + starter);
        for (int i = 0; i < Each; i++)
        {
            Lookup<HostEntry> look = resolver.StartGetHostByName(
                random.Next(2) == 0 ? "www.test" : "none.test", AddressFamily.InterNetwork);
            // Some meet the answer, some are not even taken up, some find that too many are outstanding.
            for (int wait = random.Next(3); wait > 0; wait--)
                await Task.Yield();
            if (random.Next(2) == 0)
                look.Cancel();
            if (random.Next(8) == 0)
                await Task.WhenAny(look.Completion);
        }
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "GetXByY" } and not Histogram<double>)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (_ended)
                Count(instrument, value, tags);
        });
        listener.Start();
        return listener;
    }

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument is UpDownCounter<long>)
        {
            _active += value;
            // The last that is told of a look-up.
            if (_active == 0 && _ended.Values.Sum() == Starters * Each)
                _all.TrySetResult();
        }
        else if (instrument.Name.EndsWith("started", StringComparison.Ordinal))
        {
            _started += value;
        }
        else
        {
            string outcome = (string)tags[1].Value!;
            _ended[outcome] = _ended.GetValueOrDefault(outcome) + value;
        }
    }
}
