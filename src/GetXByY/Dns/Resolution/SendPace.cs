namespace GetXByY.Dns.Resolution;

/// <summary>How many questions may be out at one server: enough that it never waits for the next one, and no more than
/// fit into its receive buffer, which holds some 280 of them at an ordinary server, and their answers into ours. Every one
/// that is lost costs its look-up a quarter of a second and a repetition.</summary>
/// <remarks>
/// The congestion window of RFC 5681, for questions. What is answered makes room, so a server sets its own pace. Once in a
/// round, which is the time in which what was sent is answered, the limit is seen to. The fastest answer of a round has waited
/// as long as all have to; by what it took longer than the fastest of any round, so many wait in the server's buffer:
///
///   few wait         the limit grows by an eighth, or by one where our clock cannot tell, or something was lost before
///   some wait        it grows by one
///   too many wait    it falls by an eighth, but not below what any buffer holds
///   too many lost    it is halved, and comes back slowly to where that was
///
/// Silence is no loss: there are names that nobody answers. What was sent a while before something that was answered
/// is not waited for (RFC 8985), unless so many wait that it may have found no room; then half of the limit is kept for
/// it. Where nothing is answered at all what is out is forgotten as time passes. Lost is what was not answered while another
/// attempt for the same name was; two in a hundred may be.
///
/// The other design was a rate, of so many in each millisecond: for that the rate of the answers must be measured, by a clock
/// finer than ours, where this only counts.
///
/// Only the pump uses it.
/// </remarks>
/// <param name="most">How many answers find room here.</param>
internal sealed class SendPace(int most = SendPace.Most)
{
    /// <summary>So many are let out at first.</summary>
    internal const int First = 150;

    /// <summary>So many find room at an ordinary server.</summary>
    internal const int Ordinary = 256;

    /// <summary>So many are let out however much is lost.</summary>
    internal const int Least = 32;

    /// <summary>So many are let out at most.</summary>
    internal const int Most = 4096;

    // Longer than this, in milliseconds, no server rests that has work, nor does our own machine.
    private const uint LeastQuiet = 10;

    // So long the first answer of a server may take.
    private const uint FirstQuiet = 100;

    private const uint LeastLost = 3;
    private const uint LeastReordering = 4;
    private const int Few = First / 2;

    // Of a server that takes less, in milliseconds, our clock does not tell how many wait there.
    private const uint LeastTold = 4;

    // Of the limit under which too many were lost so much is safe, in quarters, and beyond it grows in so many rounds by one.
    private const int SafeQuarters = 3;
    private const int CarefulRounds = 16;

    // One in so many may be lost, and of so many that is judged.
    private const int LossShare = 50;
    private const int LossMemory = 1000;

    private readonly int _most = Math.Min(most, Most);

    // What is out: sent in this round, and in the one before. What is older is not waited for.
    private int _young;
    private int _old;

    // When this round began, and the one before.
    private uint _from;
    private uint _before;

    private uint _sentAt;

    // So many may go out in one go: what the answers to a whole round make room for must not be one heap for ever.
    private double _credit = First;
    private uint _heardAt;

    // Up to when time was counted while nothing is answered.
    private uint _givenAt;

    // In milliseconds; null where nothing was measured.
    private uint? _fastest;
    private uint? _fastestOfRound;
    private bool _wasFull;
    private bool _isWaiting;
    private int _safe = int.MaxValue;
    private int _rounds;
    private int _lost;
    private int _answered;

    // What was sent before that was sent under another limit.
    private uint _fellAt;
    private bool _hasBegun;

    /// <summary>So many may be out.</summary>
    internal int Limit { get; private set; } = Math.Min(most, First);

    /// <summary>So many are thought to be out.</summary>
    internal int Out => _young + _old;

    /// <summary>Whether one may be sent.</summary>
    internal bool IsOpen(in RoundTrip roundTrip, uint now) =>
        Out - GivenBack(roundTrip, now) < Limit && _credit + Earned(roundTrip, now) >= 1;

    /// <summary>One is sent.</summary>
    internal void Take(in RoundTrip roundTrip, uint now)
    {
        _credit = Math.Min(_credit + Earned(roundTrip, now), First) - 1;
        if (IsIdle(roundTrip, now))
            Restart(now);
        else if (Out >= Limit)
            Forget(GivenBack(roundTrip, now), now);
        _sentAt = now;
        if ((int)(now - _from) >= 0)
            _young++;
        else
            _old++;
        _wasFull |= Out >= Limit;
    }

    /// <summary>One that was let out did not reach the server.</summary>
    /// <param name="sentAt">When it was let out.</param>
    internal void PutBack(uint sentAt)
    {
        if ((int)(sentAt - _from) >= 0)
            _young = Math.Max(_young - 1, 0);
        else if ((int)(sentAt - _before) >= 0)
            _old = Math.Max(_old - 1, 0);
    }

    /// <summary>One is answered.</summary>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="isMeasured">Whether that tells how long the server has taken.</param>
    /// <param name="roundTrip">What is known of it.</param>
    /// <param name="now">The time.</param>
    internal void OnAnswer(uint sentAt, bool isMeasured, in RoundTrip roundTrip, uint now)
    {
        _heardAt = now;
        _answered++;
        PutBack(sentAt);
        if (isMeasured)
            _fastestOfRound = Math.Min(_fastestOfRound ?? uint.MaxValue, now - sentAt);
        uint reordering = Math.Max(roundTrip.Lost - roundTrip.Smoothed, LeastReordering);
        if ((int)(sentAt - _from - reordering) >= 0)
            EndRound(now);
    }

    /// <summary>One is answered that nobody waits for any more.</summary>
    internal void OnLateAnswer(uint now)
    {
        _heardAt = now;
        if (_old > 0)
            _old--;
        else if (_young > 0)
            _young--;
    }

    /// <summary>One was not answered, but a later attempt for the same name was.</summary>
    internal void OnLoss(uint sentAt, uint now)
    {
        PutBack(sentAt);
        if ((int)(sentAt - _fellAt) < 0)
            return;
        _lost++;
        // One alone tells nothing.
        if (_lost * LossShare <= _answered + LossShare)
            return;
        _safe = Limit * SafeQuarters / 4;
        // Where none waits at the server the network has lost them, and would lose as many of fewer.
        Limit = Math.Max(Limit / 2, Math.Min(_isWaiting ? Least : First, Limit));
        _fellAt = now;
        _lost = _answered = 0;
    }

    private void EndRound(uint now)
    {
        Adapt();
        // Where many wait, what is missing may have found no room, and more would find none either. It may as well be names
        // that nobody answers, which must not hold up all others.
        if (!_isWaiting)
            (_old, _before) = (0, _from);
        _old = Math.Min(_old, Limit / 2) + _young;
        _young = 0;
        // What was sent in this very millisecond is of the round that ends.
        _from = now + 1;
        _fastest = _fastest < _fastestOfRound ? _fastest : _fastestOfRound ?? _fastest;
        _fastestOfRound = null;
        _wasFull = false;
        if (_answered > LossMemory)
            (_lost, _answered) = (_lost / 2, _answered / 2);
    }

    private void Adapt()
    {
        (uint fastest, uint ofRound) = (_fastest ?? 0, _fastestOfRound ?? 0);
        int waiting = ofRound >= fastest + LeastTold ? (int)((long)Limit * (ofRound - fastest) / ofRound) : 0;
        _isWaiting = waiting > Limit / 4;
        bool isTold = fastest >= LeastTold;
        if (waiting > First)
            Limit = Math.Max(Limit - Limit / 8, First);
        else if (_wasFull && Limit < (isTold ? _most : Math.Min(Ordinary, _most)))
            Limit = Math.Min(Limit + Growth(isTold && waiting < Few), _most);
    }

    private int Growth(bool mayBeFast) =>
        Limit >= _safe ? (_rounds++ % CarefulRounds == 0 ? 1 : 0)
        : _safe == int.MaxValue && mayBeFast ? Limit / 8
        : 1;

    // Nothing was sent for so long that all is answered that will be.
    private bool IsIdle(in RoundTrip roundTrip, uint now) =>
        !_hasBegun || (Out < Limit && Math.Min(now - _sentAt, now - _heardAt) > QuietOf(roundTrip));

    private void Restart(uint now)
    {
        _hasBegun = true;
        _young = _old = 0;
        _from = _before = _sentAt = _heardAt = _givenAt = _fellAt = now;
        _fastest = _fastestOfRound = null;
        // What was possible then need not be possible now (RFC 7661).
        Limit = Math.Min(Limit, First);
    }

    // For how many that are out the time that has passed in silence makes up.
    private int GivenBack(in RoundTrip roundTrip, uint now)
    {
        uint quiet = QuietOf(roundTrip);
        if (now - _heardAt <= quiet)
            return 0;
        uint since = (int)(_givenAt - _heardAt - quiet) >= 0 ? _givenAt : _heardAt + quiet;
        uint lost = IsLongSilent(roundTrip, now) ? LeastLost : Math.Max(roundTrip.Lost, LeastLost);
        return (int)(Math.Min(now - since, 60_000) * First / lost);
    }

    // Half as much again as goes out in a round, spread over it.
    private double Earned(in RoundTrip roundTrip, uint now) =>
        roundTrip.Smoothed < LeastTold || IsLongSilent(roundTrip, now) ? First : Math.Min(now - _sentAt, 60_000) * 1.5 * Limit / roundTrip.Smoothed;

    private void Forget(int count, uint now)
    {
        int old = Math.Min(_old, count);
        _old -= old;
        _young = Math.Max(_young - (count - old), 0);
        _givenAt = now;
        Limit = Math.Min(Limit, First);
    }

    // After so long nothing waits there that will be answered.
    private bool IsLongSilent(in RoundTrip roundTrip, uint now) => now - _heardAt > QuietOf(roundTrip) + FirstQuiet;

    private static uint QuietOf(in RoundTrip roundTrip) =>
        roundTrip.IsUnknown ? FirstQuiet : Math.Max(roundTrip.Lost, LeastQuiet);
}
