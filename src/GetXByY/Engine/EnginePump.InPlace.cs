using GetXByY.Lookups;

namespace GetXByY.Engine;

// Continuations of the user's on the pump's thread, between two turns, and what becomes of the engine while one of them blocks.
// Who pumps is said by one word, besides the submissions:
//
//   -n -> n     the pump begins the n-th continuation; nobody else moves a word that is not positive
//    n -> -n    the continuation has returned, and its thread goes on pumping; or
//    n -> -n    the watch has seen the same n twice, a look apart, and pumps from now on
//
// The last two are a compare-and-swap each, so exactly one of the two threads pumps on. Who loses it touches nothing of the
// engine any more: the thread whose continuation returns late ends, the watch that comes late goes on watching. To the
// submissions all of that is one pump that is awake. n does not come back, so a watch that has dozed takes no other
// continuation for the one it has seen.
//
// Whoever begins a continuation says so before it looks whether there is a watch; a watch that goes says so before it looks
// a last time whether there is a continuation. So one that blocks is always watched by exactly one.
internal sealed partial class EnginePump
{
    // A continuation may keep the engine for about one look to two.
    private const int LookMilliseconds = 1;

    // After so many looks without a continuation the watch goes; the next continuation makes another.
    private const int QuietLooks = 20;

    // A look behind which the collector has been at work does not count, but for so many of one continuation at most.
    private const int MostExcused = 2;

    // Behind one that has blocked so many looks are brief: the next ones may be like it.
    private const int BriefLooks = 40;

    // So long continuations that do not block may keep the engine from its next turn, all together, and the last to its end.
    private const long InPlaceMilliseconds = 1;

    private long _away;

    // 1 while there is a watch.
    private int _isWatched;

    // How many brief looks the next watch begins with.
    private int _briefLooks;

    /// <summary>Ends look-ups in place; at the top of the pump's loop and nowhere else, before a turn, which sends what they
    /// start.</summary>
    /// <param name="now">The time; later when it returns.</param>
    /// <returns>False when another thread pumps now.</returns>
    private bool RunInPlace(ref uint now)
    {
        Finisher finisher = _engine.Finisher;
        if (!finisher.HasInPlace)
            return true;
        OwnThread own = OwnThread.Current;
        // The machine's time: a clock that the user has put in may stand still.
        long begun = Milliseconds;
        do
        {
            if (!TryRun(finisher.TakeInPlace(), own))
                return false;
        }
        while (finisher.HasInPlace && Milliseconds - begun < InPlaceMilliseconds);
        now = _clock.Now;
        return true;
    }

    private bool TryRun(in FinishItem item, in OwnThread own)
    {
        long number = GoAway(null);
        SeeToWatch();
        _engine.Finisher.FinishInPlace(item);
        own.Tidy();
        // Against the watch. If it won, this thread has nothing more to do here.
        return TryTakeUp(number);
    }

    private void SeeToWatch()
    {
        if (Atomic.Read(ref _isWatched) == 0 && Atomic.Exchange(ref _isWatched, 1) == 0)
            _world.StartWatch(Watch);
    }

    private void Watch()
    {
        if (WatchUntilBlocked())
            Run();
    }

    private bool WatchUntilBlocked()
    {
        do
        {
            if (!SeesBlocked())
                continue;
            // It pumps now, and whoever pumps looks for a watch.
            Atomic.Write(ref _briefLooks, BriefLooks);
            Atomic.Exchange(ref _isWatched, 0);
            return true;
        }
        while (MustStay());
        return false;
    }

    /// <returns>True when this thread has to pump; false when there was nothing to watch for long.</returns>
    private bool SeesBlocked()
    {
        long seen = Atomic.Read(ref _away);
        int collections = _world.Collections, excused = 0;
        int brief = Atomic.Exchange(ref _briefLooks, 0);
        for (int quiet = 0; quiet < QuietLooks && !_ended.Task.IsCompleted; quiet++)
        {
            if (brief-- > 0)
                _world.PauseBriefly();
            else
                _world.Pause(LookMilliseconds);
            long found = Atomic.Read(ref _away);
            if (found != seen)
                (seen, quiet, collections, excused) = (found, 0, _world.Collections, 0);
            else if (found > 0 && collections != _world.Collections && excused++ < MostExcused)
                // The collector has stopped us both: that is no reason yet.
                collections = _world.Collections;
            // Against the continuation that returns just now.
            else if (found > 0 && TryTakeUp(found))
                return true;
        }
        return false;
    }

    // Against a pump that has begun a continuation and found a watch. If it finds none now, it has made another.
    private bool MustStay()
    {
        Atomic.Exchange(ref _isWatched, 0);
        return Atomic.Read(ref _away) > 0 && Atomic.Exchange(ref _isWatched, 1) == 0;
    }
}
