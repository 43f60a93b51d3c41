using GetXByY.Lookups;

namespace GetXByY.Engine;

// A thread that waits for completions again and again pumps while it waits: then no look-up and no result has to go from one thread
// to another, and nobody is woken. The place it waits at (CompletionWait) asks for the pump's part. The pump lends it between two
// turns, and from then on the rules of continuations in place hold, by the same word; what the borrower does with results is to the
// engine what a continuation is:
//
//   -n -> n     the pump lends its part to a place, or a borrower lays it down there and goes away with what has come
//    n -> -n    a thread that waits at that place pumps; or
//    n -> -n    the watch has seen the same n twice, a look apart, and pumps from now on: it is the thread that has lent its part
//
// The last two are a compare-and-swap each, and so it is with two threads that wait at one place: one of them pumps. Who loses it
// touches nothing of the engine. To the submissions all of that is one pump, which sleeps and is woken like any other; who adds to
// the place of a borrower that sleeps wakes it by the driver, like a pusher.
internal sealed partial class EnginePump
{
    // The place that asks for the part. The pump alone takes it out to grant it, against the place that takes it back.
    private CompletionWait? _wish;

    // While results come at once the network is looked at once in so many laps, and in each millisecond.
    private const int LapsUnlooked = 64;

    private uint _lookedAt;
    private int _laps;

    /// <summary>What places know of this.</summary>
    internal PumpLink Link { get; }

    /// <summary>The machine's time, in milliseconds, for how long somebody may wait or pump: a clock that the user has put in may stand
    /// still.</summary>
    internal long Milliseconds => _world.Milliseconds;

    /// <summary>Asks for the pump's part; any thread may. One place at a time has its wish heard, and a borrower hears none.</summary>
    internal void Ask(CompletionWait place)
    {
        if (Atomic.CompareExchange(ref _wish, place, null) is null)
            _engine.Rouse();
    }

    /// <summary>Takes a wish back. If the pump was quicker the place has the part, which the watch soon finds unused.</summary>
    internal void Unask(CompletionWait place) => Atomic.CompareExchange(ref _wish, null, place);

    /// <summary>Takes the part up, against the watch or whoever has gone away, and against others who wait at the same place.
    /// </summary>
    /// <param name="number">The number under which it lies.</param>
    internal bool TryTakeUp(long number) => Atomic.CompareExchange(ref _away, -number, number) == number;

    /// <summary>Lays the part down; only for whoever pumps.</summary>
    /// <param name="place">Where it may be taken up again.</param>
    /// <param name="isLast">Whether it will not be: then the watch soon takes it.</param>
    internal void LayDown(CompletionWait place, bool isLast)
    {
        GoAway(isLast ? null : place);
        SeeToWatch();
    }

    /// <summary>Pumps for one who has taken the part up, until its place is told that something has come, or for some
    /// milliseconds.</summary>
    internal LoanEnd PumpFor(CompletionWait place, int key, int milliseconds)
    {
        try
        {
            long begun = Milliseconds;
            // Once at least: else places that are never empty would keep the engine from all other work.
            do
            {
                if (Atomic.Read(ref _stopping))
                {
                    // It ends on a thread of its own, as it takes its time.
                    _world.StartThread(Run);
                    return LoanEnd.Lost;
                }
                if (!TryPumpOnce(place, key, (uint)Math.Max(begun + milliseconds - Milliseconds, 0)))
                    return LoanEnd.Crowded;
            }
            while (place.Key == key && Milliseconds - begun < milliseconds);
            return LoanEnd.Over;
        }
        catch (Exception e)
        {
            GoDownElsewhere(e);
            return LoanEnd.Lost;
        }
    }

    // On a thread of its own, as it takes its time.
    private void GoDownElsewhere(Exception e) => _world.StartThread(() => GoDown(e));

    /// <returns>False when this thread may not sleep.</returns>
    private bool TryPumpOnce(CompletionWait place, int key, uint left)
    {
        uint now = _clock.Now;
        bool more = _engine.Turn(now);
        if (place.Key != key && now == _lookedAt && ++_laps < LapsUnlooked)
            return true;
        (_lookedAt, _laps) = (now, 0);
        // Mostly something is there already, and then there is no need to say that this thread sleeps.
        _driver.Look();
        Receive(now);
        if (more || place.Key != key || !_engine.Submissions.TrySleep())
            return true;
        bool maySleep = place.TrySleepIn(this);
        try
        {
            // Who adds, or stops the engine, does that before it looks whether this thread sleeps: one of the two sees the other.
            if (maySleep && place.Key == key && !Atomic.Read(ref _stopping))
                _driver.Wait(Math.Min(_engine.UntilNext(now) ?? left, left));
        }
        finally
        {
            if (maySleep)
                place.WakeUp();
        }
        _engine.Submissions.Awake();
        Receive(_clock.Now);
        return maySleep;
    }

    private void Receive(uint now)
    {
        _driver.Deliver(_engine.Resolvers, now);
        _engine.Finisher.Deliver();
    }

    /// <summary>Wakes a borrower that sleeps; any thread.</summary>
    internal void Wake() => _driver.Wake();

    /// <summary>Grants a wish; at the top of the pump's loop and nowhere else.</summary>
    private bool TryLend()
    {
        CompletionWait? place = Atomic.Read(ref _wish);
        // Against the place, which may take it back.
        if (place is null || Atomic.CompareExchange(ref _wish, null, place) != place)
            return false;
        GoAway(place);
        // From here on the part is another's.
        place.Wake();
        return true;
    }

    // Returns the number under which the part lies now.
    private long GoAway(CompletionWait? place)
    {
        long number = 1 - Atomic.Read(ref _away);
        place?.Have(Link, number);
        Atomic.CompareExchange(ref _away, number, 1 - number);
        return number;
    }
}
