using GetXByY.Dns.Resolution;
using GetXByY.Engine;

namespace GetXByY.Simulation;

// What must hold whenever nobody can go on before time passes: all that needs no waiting has been done.
internal sealed partial class Schedule
{
    // Longer than the engine leaves a refused completion alone, or goes on with its end, in virtual milliseconds.
    private const long ShortPause = 50;

    // Longer than it takes to find out that wake-ups are lost.
    private const long DeafPause = 2100;

    // When each resolver was told to end.
    private readonly Dictionary<NameResolver, long> _disposedAt = [];

    // Since when engines have had other cells in use than look-ups.
    private readonly Dictionary<LookupEngine, long> _keptSince = [];

    /// <summary>When a thread whose part that is next wakes by itself; null for never.</summary>
    internal long? NextWake(ThreadRole role) => Scheduler.Threads.Where(t => t.Role == role).Min(t => t.WakeAt);

    private void OnJump() => Tally.Count(Fault.ClockJump);

    private void CheckBeforeTimePasses()
    {
        foreach (TakeProgram taker in Takers)
            taker.CheckBeforeTimePasses();
        foreach (TaskRequest request in Tasks)
            request.CheckBeforeTimePasses();
        foreach (ConnectionRequest request in Connections)
            request.CheckBeforeTimePasses();
        foreach (NameResolver resolver in _resolvers)
        {
            // One that cannot be woken is late with each of them anew.
            if (!World.Drivers[_resolvers.IndexOf(resolver)].IsDeaf)
            {
                CheckCells(resolver.Engine);
                CheckAttempts(resolver.Engine.Resolver);
            }
            if (_disposedAt.TryGetValue(resolver, out long at) && IsOverdue(at)
                && !World.Drivers[_resolvers.IndexOf(resolver)].IsDisposed)
                Violate($"a resolver was disposed of at {at} ms and has not ended");
        }
        foreach ((uint handle, long at) in Poster.Refused)
        {
            if (IsOverdue(at) && _resolvers.Exists(r => r.Engine.StateOf(handle) == LookupState.Unposted))
                Violate($"the message of {handle} was refused at {at} ms and not tried again");
        }
    }

    /// <summary>Whether something should have been done since a moment, with all allowance for clocks that jump, and for
    /// engines that cannot be woken.</summary>
    internal bool IsOverdue(long since) => _time.QuietSince(since) >
        (World.Drivers.Any(static d => d.IsDeaf) ? DeafPause : ShortPause);

    /// <summary>Whether the driver of a resolver has failed.</summary>
    internal bool HasFailed(NameResolver? resolver) =>
        resolver is not null && World.Drivers[_resolvers.IndexOf(resolver)].HasFailed;

    /// <summary>Whether a resolver that was disposed of has ended.</summary>
    internal bool HasEnded(NameResolver resolver) => World.Drivers[_resolvers.IndexOf(resolver)].IsDisposed;

    // Whatever a cancelled look-up had is free again: its cell, and with it its queries and sockets. An engine that is
    // ending looks for cells that come back once in a while.
    private void CheckCells(LookupEngine engine)
    {
        int rented = engine.Counts.Rented;
        int live = rented == 0 ? 0 : CountLive(engine);
        if (live == rented)
            _keptSince.Remove(engine);
        else if (_keptSince.TryAdd(engine, _time.Now) || !IsOverdue(_keptSince[engine]))
            return;
        else
            Violate($"{live} look-ups are outstanding, but {rented} cells are in use since {_keptSince[engine]} ms");
    }

    // Attempts end with their queries. A probe belongs to its server and may outlive its look-up, but there is one at most.
    private void CheckAttempts(StubResolver resolver)
    {
        if (resolver.Outstanding == 0 && resolver.EarlierCount != 0)
            Violate($"{resolver.EarlierCount} attempts are listened to for nobody");
        if (resolver.Probes < 0 || resolver.Probes > resolver.Servers.Count)
            Violate($"{resolver.Probes} probes are out");
    }

    private int CountLive(LookupEngine engine) =>
        Tasks.Select(t => t.Handle).Concat(_requests.Keys).Concat(OtherHandles).Count(handle =>
            engine.StateOf(handle) is not (LookupState.None or LookupState.Completed or LookupState.Cancelled));
}
