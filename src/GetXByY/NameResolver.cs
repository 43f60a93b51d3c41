using System.Net;
using GetXByY.Configuration;
using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Tasks;
using GetXByY.Telemetry;

namespace GetXByY;

/// <summary>Looks up hosts, services and protocols without blocking a thread, and cancels for real: after a cancel
/// nothing of the look-up goes on.</summary>
/// <remarks>
/// <para>Hosts are sought as nsswitch.conf(5) says, in the hosts file and by asking name servers over UDP and TCP (RFC
/// 1035, 6891, 7766); services and protocols in their files, or in built-in tables where those are missing. Changes of the
/// files are seen within a second, on the thread pool: no look-up waits for a file, and those in flight end on the
/// configuration they began with (<see cref="NameResolverOptions.FollowChanges"/>).</para>
/// <para>One resolver serves a whole program; all members may be used from any thread. It has one thread of its own, or two,
/// which end when there was nothing to do for 10 seconds.</para>
/// <para>A <c>ValueTask</c> is awaited once, as always: what it stands for is used again, and a second time throws an
/// <see cref="InvalidOperationException"/>, as does its result before there is one. Who wants to wait for it in other ways takes its
/// <c>AsTask()</c>, or a <see cref="Lookup{T}"/>.</para>
/// <para>Every asynchronous look-up may be cancelled by its token. Then its task ends with an
/// <see cref="OperationCanceledException"/> that has this token, nothing more is sent for it, and its sockets are
/// closed or go to others. A token that fires when the result was already handed over changes nothing.</para>
/// <para>Continuations run on the thread pool, unless <see cref="NameResolverOptions.AllowSynchronousContinuations"/> says
/// otherwise. A host whose answers are kept (<see cref="NameResolverOptions.MaxCachedAnswers"/>)
/// is there when the call returns, and whoever awaits it goes on at once.</para>
/// </remarks>
public sealed partial class NameResolver : IAsyncDisposable, IDisposable
{
    private readonly EnginePump _pump;
    private readonly LookupObserver _observer;
    private readonly NameResolverOptions _options;
    private readonly uint _timeout;
    private readonly TimeProvider _time;
    private readonly TimeSpan _connectionAttemptDelay;
    private readonly bool _runsInPlace;
    private readonly IDisposable? _watch;
    private bool _disposed;

    /// <summary>Makes a resolver with the system's configuration.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The process has no socket left.</exception>
    public NameResolver()
        : this(new NameResolverOptions())
    {
    }

    /// <summary>Makes a resolver. Reads the files; opens no socket to a server yet.</summary>
    /// <param name="options">How it is to work. Later changes have no effect.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> or its clock is null.</exception>
    /// <exception cref="ArgumentException">A server is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The process has no socket left.</exception>
    public NameResolver(NameResolverOptions options)
        : this(options, EngineWorld.Real)
    {
    }

    internal NameResolver(NameResolverOptions options, EngineWorld world)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxOutstanding, 1, nameof(options.MaxOutstanding));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.MaxOutstanding, 4_194_304, nameof(options.MaxOutstanding));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
        _timeout = ToMilliseconds(options.Timeout, nameof(options.Timeout));
        _time = options.TimeProvider;
        _connectionAttemptDelay = options.ConnectionAttemptDelay;
        _runsInPlace = options.AllowSynchronousContinuations;
        ArgumentOutOfRangeException.ThrowIfLessThan(
            options.ConnectionAttemptDelay, TimeSpan.FromMilliseconds(10), nameof(options.ConnectionAttemptDelay));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.ConnectionAttemptDelay, TimeSpan.FromSeconds(2), nameof(options.ConnectionAttemptDelay));
        _options = options;
        _observer = world.MakeObserver(options.QuestionNamesIn, options.TimeProvider);
        var choices = new ConfigurationChoices(options);
        // Before they are read, so that no change is missed.
        TablesStamp? stamp = choices.FollowChanges ? TablesStamp.Of(choices) : null;
        var tables = EngineTables.Load(choices);
        _pump = new EnginePump(options.MaxOutstanding, tables, new EngineClock(options.TimeProvider), world);
        _awaited = new AwaitedShapes(Engine, _runsInPlace);
        if (stamp is not null && tables.Configuration.FollowChanges)
            _watch = world.Follow(choices, stamp, Engine, options.TimeProvider);
    }

    /// <summary>The name servers that are asked, in the order of preference.</summary>
    public IReadOnlyList<IPEndPoint> Servers => Engine.Tables.Configuration.Servers;

    /// <summary>What was skipped in the configuration and database files when they were last read. None of it stops the
    /// resolver.</summary>
    public IReadOnlyList<ConfigurationProblem> ConfigurationProblems => Engine.Tables.Problems;

    /// <summary>What the resolver goes by, and where that was said, as of the last reading of the files.</summary>
    public IReadOnlyList<ConfigurationSetting> ConfigurationSettings => Engine.Tables.Settings;

    /// <summary>What the resolver could not go on after.</summary>
    /// <value>Null while it works. Otherwise it is of no use any more: what was outstanding has ended, or is just ending, with
    /// <see cref="LookupError.NetworkDown"/>, and look-ups that are started end so at once, or are not started
    /// (<c>TryStart…</c>). Make another, and dispose of this
    /// one. It is a lack of memory, a wake-up of its thread that was lost, or a mistake in the resolver, worth a report; never
    /// a network or a server that cannot be reached.</value>
    public Exception? Failure => Engine.Failure;

    internal LookupEngine Engine => _pump.Engine;

    /// <summary>What lends its part to threads that wait for results. Who runs what the user wants on the engine's thread does not:
    /// one of the two is enough.</summary>
    internal PumpLink? Lender => _runsInPlace ? null : _pump.Link;

    /// <summary>Cancels a look-up by its handle.</summary>
    /// <param name="handle">The handle of a look-up of this resolver.</param>
    /// <returns>What the cancel found. A handle that has ended is remembered until its place is needed by another (by default
    /// some 300,000 starts later); then it gives AlreadyCompleted, however it ended. So does a handle of another resolver, which
    /// this one cannot cancel.</returns>
    public CancelOutcome Cancel(uint handle) => Engine.Cancel(handle);

    /// <summary>Forgets all answers that are kept (<see cref="NameResolverOptions.MaxCachedAnswers"/>): look-ups that are started
    /// after the call ask servers. Those in flight go on, and nothing is kept of their answers.</summary>
    /// <remarks>May be called from any thread, at any time, also where nothing is kept. A look-up that is started after the call
    /// shares no query with one that was in flight.</remarks>
    public void ClearCache() => Engine.ClearCache();

    /// <summary>Cancels every look-up that was started before the call.</summary>
    /// <returns>How many were cancelled.</returns>
    public int CancelAll() => Engine.CancelAll();

    /// <summary>Cancels what is outstanding, closes the sockets and ends the thread.</summary>
    /// <returns>Ends when all that is done. May be called several times.</returns>
    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>Cancels what is outstanding and returns; its sockets are closed and its thread ends soon after. For those who
    /// cannot wait, such as a container that is disposed of without <c>await</c>; others call
    /// <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => _ = StopAsync();

    private Task StopAsync()
    {
        Atomic.Write(ref _disposed, true);
        _watch?.Dispose();
        _ended.Cancel();
        return _pump.StopAsync();
    }

    private static uint ToMilliseconds(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return 0;
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.FromMilliseconds(1), name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(24), name);
        return (uint)time.TotalMilliseconds;
    }
}
