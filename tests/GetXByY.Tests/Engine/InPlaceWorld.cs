using System.Collections.Concurrent;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;

namespace GetXByY.Tests.Engine;

/// <summary>A world whose engines' threads are known, and begin when the test says so; its network answers nothing.</summary>
internal sealed class InPlaceWorld : EngineWorld
{
    private readonly ConcurrentQueue<Task> _ends = [];
    private readonly ConcurrentDictionary<int, bool> _threads = [];

    internal BreakableWorld.BreakableDriver Driver { get; } = new();

    /// <summary>Opened by the test when all is started that is to end in one turn.</summary>
    internal ManualResetEventSlim Gate { get; } = new();

    /// <summary>Closed by a test whose continuations are to keep their thread, however long the machine takes for them.</summary>
    internal ManualResetEventSlim WatchGate { get; } = new(true);

    /// <summary>Whether the calling thread is one of an engine's.</summary>
    internal bool IsOurs => _threads.ContainsKey(Environment.CurrentManagedThreadId);

    /// <summary>Ends when all threads have that were started until now.</summary>
    internal Task Ended => Task.WhenAll(_ends);

    internal static NameResolver Resolver(EngineWorld world, bool inPlace = true, TimeProvider? time = null) => new(
        new NameResolverOptions
        {
            AllowSynchronousContinuations = inPlace,
            TimeProvider = time ?? TimeProvider.System,
            ResolvConfPath = "missing",
            HostsPath = "missing",
            NsSwitchPath = "missing",
            GaiConfPath = "missing",
            ServicesPath = "missing",
            ProtocolsPath = "missing",
            FollowChanges = false,
        },
        world);

    internal override IDriver OpenDriver(int channels, RandomSource random) => Driver;

    internal override void StartThread(Action pump) => base.StartThread(Followed(pump, Gate));

    internal override void StartWatch(Action watch) => base.StartWatch(Followed(watch, WatchGate));

    private Action Followed(Action body, ManualResetEventSlim gate)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ends.Enqueue(end.Task);
        return () =>
        {
            _threads[Environment.CurrentManagedThreadId] = true;
            gate.Wait();
            body();
            _threads.TryRemove(Environment.CurrentManagedThreadId, out _);
            end.SetResult();
        };
    }
}
