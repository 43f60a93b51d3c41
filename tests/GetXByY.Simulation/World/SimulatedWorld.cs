using System.Buffers.Binary;
using GetXByY.Configuration;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;
using GetXByY.Ordering;
using GetXByY.Telemetry;

namespace GetXByY.Simulation;

/// <summary>Threads, workers and a network for the engines of one schedule.</summary>
internal sealed class SimulatedWorld : EngineWorld
{
    private const int Workers = 2;

    private readonly Scheduler _scheduler;
    private readonly Choices _choices;
    private readonly List<Action> _items = [];
    private readonly List<SimulatedDriver> _drivers = [];
    private readonly EngineFailures _failures;
    private int _pumps;
    private int _workers;
    private int _watches;
    private int _collections;

    internal SimulatedWorld(Scheduler scheduler, Choices choices, SimulatedNetwork network, EngineFailures failures)
    {
        _failures = failures;
        _scheduler = scheduler;
        _choices = choices;
        Network = network;
        for (int i = 0; i < Workers; i++)
            AddWorker();
    }

    internal SimulatedNetwork Network { get; }

    internal IReadOnlyList<SimulatedDriver> Drivers => _drivers;

    /// <summary>How many items no worker has taken.</summary>
    internal int Queued => _items.Count;

    /// <summary>Whether others than engines' own threads may pump.</summary>
    internal bool Lends { get; set; }

    /// <summary>By what workers pump the engines that are made from now on; null where none does.</summary>
    internal Choices? Shifts { get; set; }

    internal override SourceAddresses Sources { get; } = new SimulatedSources();

    internal override RandomSource MakeRandom()
    {
        // Some engines draw their ids from a few, so that ids meet that were used before.
        bool fewIds = _choices.OneIn(3);
        return new RandomSource(memory =>
        {
            Span<byte> octets = memory.Span;
            for (int i = 0; i < octets.Length; i += 2)
            {
                int number = fewIds && !_choices.OneIn(8) ? _choices.Below(8) : _choices.Below(65536);
                BinaryPrimitives.WriteUInt16LittleEndian(octets[i..], (ushort)number);
            }
        });
    }

    /// <summary>Those who listen, by the resolvers' numbers; null where nobody does.</summary>
    internal List<WatchingObserver?> Observers { get; } = [];

    internal override LookupObserver MakeObserver(TelemetryKinds names, TimeProvider time)
    {
        WatchingObserver? watching = _choices.OneIn(4) ? new WatchingObserver(_scheduler, time) : null;
        Observers.Add(watching);
        return watching ?? base.MakeObserver(names, time);
    }

    internal override IDriver OpenDriver(int channels, RandomSource random)
    {
        var driver = new SimulatedDriver(_scheduler, Network, _failures);
        _drivers.Add(driver);
        return driver;
    }

    // Nothing may happen behind the scheduler's back.
    internal override IDisposable? Follow(
        ConfigurationChoices choices, TablesStamp seen, LookupEngine engine, TimeProvider time) => null;

    internal override void StartThread(Action pump)
    {
        // One that a continuation keeps, or that has lent or offered its part, is no pump any more, and only its engine's driver sees
        // whether it knows that.
        if (_watches == 0 && !Lends && _scheduler.Threads.Count(t => t.Role == ThreadRole.Pump) >= _drivers.Count)
            _scheduler.Violate("an engine has two pumps");
        _scheduler.Add($"pump {++_pumps}", ThreadRole.Pump, pump);
    }

    internal override void StartWatch(Action watch) => _scheduler.Add($"watch {++_watches}", ThreadRole.Watch, watch);

    internal override WorkerShifts MakeShifts() => new SimulatedShifts(Shifts);

    /// <summary>Lets the pool grow.</summary>
    internal void AddWorker() => _scheduler.Add($"worker {++_workers}", ThreadRole.Worker, Work);

    internal override long Milliseconds => _scheduler.Now;

    /// <summary>Only watches ask.</summary>
    internal override int Collections => _choices.OneIn(8) ? ++_collections : _collections;

    internal override void PauseBriefly() => Pause(1);

    internal override void Pause(int milliseconds) => _scheduler.Wait(static () => false, milliseconds);

    internal override void Queue(IThreadPoolWorkItem item) => Queue(item.Execute);

    internal void Queue(Action item) => _items.Add(item);

    private void Work()
    {
        while (true)
        {
            _scheduler.Wait(() => _items.Count > 0);
            // A pool takes items about in their order.
            int index = _choices.OneIn(4) ? _choices.Below(_items.Count) : 0;
            Action item = _items[index];
            _items.RemoveAt(index);
            item();
        }
    }
}
