using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Pumps an engine with sockets: a thread that is there while there is something to do, and for a while
/// after that. What that thread cannot go on after is the end of the engine: it is down.</summary>
internal sealed partial class EnginePump
{
    // After so long without work the thread ends; the next start makes another.
    private const uint IdleMilliseconds = 10_000;

    private const int ClosingMilliseconds = 1;

    private readonly LookupEngine _engine;
    private readonly EngineWorld _world;
    private readonly IDriver _driver;
    private readonly EngineClock _clock;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    internal EnginePump(int capacity, EngineTables tables, EngineClock clock, EngineWorld world)
    {
        _world = world;
        _clock = clock;
        _shifts = world.MakeShifts();
        Link = new PumpLink(this);
        RandomSource random = world.MakeRandom();
        _driver = world.OpenDriver(Channels.CountFor(tables.Configuration.Servers.Count), random);
        _engine = new LookupEngine(capacity, tables, _driver, random, clock, Rouse, world);
    }

    internal LookupEngine Engine => _engine;

    /// <summary>Cancels everything, ends the thread and closes the sockets. May be called several times, and when the engine
    /// is down.</summary>
    internal Task StopAsync()
    {
        _engine.CancelAll();
        Atomic.Write(ref _stopping, true);
        _engine.Rouse();
        return _ended.Task;
    }

    private void Rouse(PumpDuty duty)
    {
        if (duty == PumpDuty.Start)
            _world.StartThread(Run);
        else if (duty == PumpDuty.Wake)
            _driver.Wake();
    }

    private void Run()
    {
        try
        {
            while (!PumpUntilStopped(out bool hasLent))
            {
                // Who has lent the part watches over it; if somebody does already, this thread is not needed.
                if (!hasLent || Atomic.Exchange(ref _isWatched, 1) != 0 || !WatchUntilBlocked())
                    return;
            }
            End();
        }
        catch (Exception e)
        {
            GoDown(e);
            return;
        }
        Close();
    }

    // After a broken wait, no memory, a mistake of ours: of sockets and queries nothing is known any more. The calling thread is
    // the only one that pumps: the submissions do not say that it is absent, and if they say that it sleeps, being woken does no
    // harm.
    private void GoDown(Exception e)
    {
        _engine.Fail(e);
        _driver.Dispose();
        End();
        Close();
    }

    private void Close()
    {
        Link.Cut();
        _driver.Dispose();
        _engine.Figures.Close();
        _ended.TrySetResult();
    }

    /// <returns>False when the thread has left, or lost or lent its part: another may pump.</returns>
    private bool PumpUntilStopped(out bool hasLent)
    {
        hasLent = false;
        EndShift(wasLost: true);
        uint idleSince = _clock.Now;
        while (!Atomic.Read(ref _stopping))
        {
            uint now = _clock.Now;
            _driver.Deliver(_engine.Resolvers, now);
            if (!RunInPlace(ref now))
                return false;
            hasLent = TryLend() || TryOfferShift();
            if (hasLent)
                return false;
            if (!TurnToSleep(now))
                continue;
            if (!_engine.IsIdle)
                idleSince = now;
            else if (!Atomic.Read(ref _stopping) && MayLeave(now, idleSince) && _engine.Submissions.TryLeave())
                // Whoever stops the engine says so before it looks whether the pump sleeps, so either it was seen here, or
                // it finds the pump asleep or absent.
                return false;
            if (!Atomic.Read(ref _stopping))
                _driver.Wait(_engine.UntilNext(now) ?? IdleMilliseconds);
            _engine.Submissions.Awake();
        }
        return true;
    }

    // Takes a turn.
    // Returns whether the submissions say now that this thread sleeps; where it may not, because there is more to do, it has looked at
    // the network.
    private bool TurnToSleep(uint now, bool maySleep = true)
    {
        bool more = _engine.Turn(now) || _engine.Finisher.HasInPlace;
        if (!more && maySleep && _engine.Submissions.TrySleep())
            return true;
        _driver.Wait(0);
        return false;
    }

    // Where a connection waits for the next query, or a probe is out, there is still something to do, however long nothing was
    // outstanding.
    private bool MayLeave(uint now, uint idleSince) =>
        now - idleSince >= IdleMilliseconds && _engine.UntilNext(now) is null;

    // Nobody wakes for a cell that comes back. Those who still have one are soon done with it; only where messages are
    // refused, after a failure, it may take as long as they are.
    private void End()
    {
        while (!_engine.TryClose(_clock.Now, cancels: Atomic.Read(ref _stopping)))
            _world.Pause(ClosingMilliseconds);
    }
}
