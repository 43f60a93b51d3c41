using GetXByY.Lookups;

namespace GetXByY.Engine;

// Where many results are awaited a worker of the pool, which runs their continuations anyway, pumps as well: then no look-up and no
// result has to go from one thread to another. It does so for a shift of some milliseconds, by the rules of continuations in place
// and by the same word:
//
//   -n -> n     the pump offers its part to the pool, or a worker begins a continuation
//    n -> -n    a worker begins its shift, or its continuation has returned; or
//    n -> -n    the watch has seen the same n twice, a look apart, and pumps from now on: the pool was late, or a continuation blocks
//
// The last two are a compare-and-swap each. When the watch wins, the continuations behind go to other workers, and for a while there is
// no shift. When results become rare, or continuations take long and should have many processors, the worker gives the part to a thread
// of the engine's, which is nobody's for no moment.
internal sealed partial class EnginePump : IThreadPoolWorkItem
{
    private readonly WorkerShifts _shifts;

    // The number under which the part lies for a worker.
    private long _shift;

    /// <summary>A worker begins its shift.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        // Against the watch, where the pool was late; and against a worker that was asked for before that.
        if (!TryTakeUp(Atomic.Read(ref _shift)))
            return;
        try
        {
            PumpForAShift();
        }
        catch (Exception e)
        {
            GoDownElsewhere(e);
        }
    }

    /// <summary>Offers the part to the pool where that is worth its while; at the top of the pump's loop and nowhere else.</summary>
    /// <returns>True when it is another's from here on.</returns>
    private bool TryOfferShift()
    {
        if (!_shifts.AreDue(_engine.Finisher.TakePassed()) || Atomic.Read(ref _stopping))
            return false;
        _engine.Finisher.IsOnShift = true;
        OfferShift();
        return true;
    }

    private void OfferShift()
    {
        // Before the part lies there: a worker that comes late, and was asked for before, may take it as well.
        Atomic.Write(ref _shift, 1 - Atomic.Read(ref _away));
        GoAway(null);
        _world.Queue(this);
    }

    private void PumpForAShift()
    {
        _shifts.Begin();
        ShiftEnd end;
        do
        {
            uint now = _clock.Now;
            _driver.Deliver(_engine.Resolvers, now);
            int before = _engine.Finisher.InPlace;
            _shifts.BeginLap();
            if (!RunInPlace(ref now))
                return;
            end = _shifts.EndLap(before - _engine.Finisher.InPlace);
            if (Atomic.Read(ref _stopping) || Atomic.Read(ref _wish) is not null)
                end = ShiftEnd.GivenBack;
            // One turn at least for each shift, and none where another thread is about to take one.
            if (end != ShiftEnd.GivenBack)
                TurnAndWait(now, maySleep: end == ShiftEnd.None);
        }
        while (end == ShiftEnd.None);
        if (end == ShiftEnd.GivenBack)
        {
            EndShift(wasLost: false);
            _world.StartThread(Run);
            return;
        }
        // Behind whatever else the pool has to do.
        OfferShift();
        SeeToWatch();
    }

    private void TurnAndWait(uint now, bool maySleep)
    {
        if (!TurnToSleep(now, maySleep))
            return;
        // Whoever stops the engine says so before it looks whether the pump sleeps.
        if (!Atomic.Read(ref _stopping))
            _driver.Wait(Math.Min(_engine.UntilNext(now) ?? WorkerShifts.LongestWait, WorkerShifts.LongestWait));
        _engine.Submissions.Awake();
    }

    private void EndShift(bool wasLost)
    {
        if (!_engine.Finisher.IsOnShift)
            return;
        _engine.Finisher.IsOnShift = false;
        _engine.Finisher.LeaveInPlace();
        if (wasLost)
            _shifts.NoteLoss();
    }
}
