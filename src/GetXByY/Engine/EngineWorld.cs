using System.Diagnostics;
using GetXByY.Configuration;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Ordering;
using GetXByY.Telemetry;

namespace GetXByY.Engine;

/// <summary>What an engine wants of the world around it: random numbers, a driver, a thread, workers, who
/// watches. A simulation has a
/// world of its own.</summary>
/// <remarks>May be used from any thread.</remarks>
internal class EngineWorld
{
    /// <summary>The system's.</summary>
    internal static readonly EngineWorld Real = new();

    // It never spins: those who wait here wait for long, or often.
    private readonly ManualResetEventSlim _never = new(initialState: false, spinCount: 0);

    /// <summary>From where the machine would send to an address.</summary>
    internal virtual SourceAddresses Sources { get; } = new SystemSources();

    /// <summary>Makes the source of one engine's ids and ports.</summary>
    internal virtual RandomSource MakeRandom() => new();

    /// <summary>Makes what watches the look-ups of one resolver.</summary>
    /// <param name="names">Where the names that are looked up may appear.</param>
    /// <param name="time">The resolver's clock.</param>
    internal virtual LookupObserver MakeObserver(TelemetryKinds names, TimeProvider time) => new(names, time);

    /// <summary>Makes what moves the messages of one engine.</summary>
    /// <param name="channels">How many channels there are numbers for.</param>
    /// <param name="random">Where ports come from.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The process has no socket left.</exception>
    internal virtual IDriver OpenDriver(int channels, RandomSource random) =>
        BatchTransport.IsSupported
            ? new BatchTransport(channels, random)
            : new SocketTransport(channels, random, SocketWait.Create());

    /// <summary>Sees to it that an engine follows the changes of what its tables were read from.</summary>
    /// <param name="choices">Which files.</param>
    /// <param name="seen">How they looked before they were read.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="time">The clock.</param>
    /// <returns>What ends it; null when nothing is followed.</returns>
    internal virtual IDisposable? Follow(
        ConfigurationChoices choices, TablesStamp seen, LookupEngine engine, TimeProvider time) =>
        new TablesWatch(choices, seen, engine, time);

    /// <summary>Runs an engine's pump on a thread of its own.</summary>
    internal virtual void StartThread(Action pump) => Start(pump);

    /// <summary>Runs what watches over a pump that runs continuations in place, and takes its part when one of them blocks, on a
    /// thread of its own.</summary>
    internal virtual void StartWatch(Action watch) => Start(watch);

    /// <summary>Lets a thread of the engine's wait, for nothing but the time.</summary>
    internal virtual void Pause(int milliseconds) => _never.Wait(milliseconds);

    /// <summary>Lets a thread of the engine's wait for a quarter of a millisecond, for which no timer of the system is fine enough:
    /// it keeps a processor busy, unless others want it.</summary>
    internal virtual void PauseBriefly()
    {
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalMilliseconds < 0.25)
            Thread.Yield();
    }

    /// <summary>The machine's time, in milliseconds.</summary>
    internal virtual long Milliseconds => (long)Stopwatch.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>How often the garbage collector has stopped all threads.</summary>
    internal virtual int Collections => GC.CollectionCount(0);

    /// <summary>Makes what decides when a worker pumps one engine.</summary>
    internal virtual WorkerShifts MakeShifts() => new(TimeProvider.System);

    /// <summary>Lets a worker execute an item, soon and not on this thread.</summary>
    internal virtual void Queue(IThreadPoolWorkItem item) =>
        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);

    private static void Start(Action body)
    {
        try
        {
            // Unsafe: the thread serves everybody and must not hold the context of whoever came first.
            new Thread(body.Invoke) { IsBackground = true, Name = "GetXByY engine" }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system has no thread left, but the pool has some, and nobody else has the duty to start it.
            ThreadPool.UnsafeQueueUserWorkItem(static body => body(), body, preferLocal: false);
        }
    }
}
