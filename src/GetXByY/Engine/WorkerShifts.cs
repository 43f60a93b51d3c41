namespace GetXByY.Engine;

/// <summary>When a worker of the pool pumps an engine, and for how long; belongs to whoever pumps.</summary>
/// <remarks>A worker that pumps is one that the pool does not have. So it pumps only where results come so fast that it hardly ever
/// sleeps, where their continuations are brief, so that one processor is enough for them, where none of them blocks, and while the pool
/// has nothing else to do.</remarks>
/// <param name="time">The machine's time, unless a test has its own.</param>
internal class WorkerShifts(TimeProvider time)
{
    /// <summary>For how long a worker may wait for the network at once, in milliseconds.</summary>
    internal const uint LongestWait = 1;

    // So many awaited results within so many milliseconds are many.
    private const int Many = 16;
    private const int Soon = 2;

    private const int Length = 16;

    // When nothing is awaited for so long results are not many any more.
    private const int Rest = 1;

    // So many shifts in a row that the pool has ended within so much, for other work, have failed: it has something to do all the time.
    private const int Crowded = 8;
    private const int Short = 1;

    // Continuations are brief when those of a shift take a millisecond, and so much for each of them beside, or less.
    private const int Brief = 1;
    private const int BriefMicroseconds = 4;

    // So long there is no shift behind one that has failed, as results became few; and at least so long where its continuations were not
    // brief, or one has blocked. Twice as long each time, but no longer than that, and half as long behind each that has lasted.
    private const int LeastPause = 5;
    private const int LongPause = 100;
    private const int LongestPause = 10_000;

    // All of these are timestamps, or as long as the difference of two.
    private readonly long _millisecond = time.TimestampFrequency / 1000;
    private long _since;
    private long _notBefore;
    private long _begun;
    private long _lapBegun;
    private long _cameAt;
    private long _spent;

    private int _results;
    private int _continued;
    private int _crowded;
    private int _pause = LeastPause;

    /// <summary>Whether the pool has something to do that no worker has begun.</summary>
    private protected virtual bool PoolHasWork => ThreadPool.PendingWorkItemCount > 0;

    /// <summary>Whether a worker should pump.</summary>
    /// <param name="results">How many results were given to the pool in this lap, to be awaited.</param>
    internal virtual bool AreDue(int results)
    {
        if (results == 0)
            return false;
        long now = time.GetTimestamp();
        if (now - _since > Soon * _millisecond)
            (_since, _results) = (now, 0);
        _results += results;
        return _results >= Many && now >= _notBefore;
    }

    /// <summary>A shift begins.</summary>
    internal void Begin()
    {
        _begun = _cameAt = time.GetTimestamp();
        (_spent, _continued, _results) = (0, 0, 0);
    }

    /// <summary>Continuations are about to run.</summary>
    internal void BeginLap() => _lapBegun = time.GetTimestamp();

    /// <summary>They have.</summary>
    /// <param name="continued">How many.</param>
    internal virtual ShiftEnd EndLap(int continued)
    {
        long now = time.GetTimestamp();
        if (continued > 0)
        {
            _cameAt = now;
            _spent += now - _lapBegun;
            _continued += continued;
        }
        if (_spent > Brief * _millisecond + _continued * BriefMicroseconds * _millisecond / 1000)
            return Fail(now, LongPause);
        if (PoolHasWork)
            return GiveWay(now);
        if (now - _cameAt > Rest * _millisecond)
            return Fail(now, LeastPause);
        if (now - _begun < Length * _millisecond)
            return ShiftEnd.None;
        _pause = Math.Max(_pause / 2, LeastPause);
        return ShiftEnd.Over;
    }

    /// <summary>A continuation has blocked, or the pool had no worker.</summary>
    internal void NoteLoss() => Fail(time.GetTimestamp(), LongPause);

    private ShiftEnd GiveWay(long now)
    {
        _crowded = now - _begun < Short * _millisecond ? _crowded + 1 : 0;
        if (_crowded < Crowded)
            return ShiftEnd.Over;
        _crowded = 0;
        return Fail(now, LeastPause);
    }

    private ShiftEnd Fail(long now, int leastPause)
    {
        int pause = Math.Max(_pause, leastPause);
        _notBefore = now + pause * _millisecond;
        _pause = Math.Min(2 * pause, LongestPause);
        return ShiftEnd.GivenBack;
    }
}
