namespace GetXByY.Dns.Resolution;

/// <summary>How fast questions may go out: a burst at once, then one for each answer that comes in, and while none comes
/// some for the time that passes. A server answers at its own pace that way, and names that nobody answers hold up
/// nobody for long.</summary>
/// <remarks>A burst of thousands would overflow the receive buffer of an ordinary server (about 280 datagrams), and every
/// one that is lost costs its look-up a whole attempt. Only the pump uses it.</remarks>
internal sealed class SendPace(uint now)
{
    private const int Burst = 150;
    private const uint PerMillisecond = 50;

    // So long after an answer, in milliseconds, the server is thought to be at work on the others.
    private const uint Quiet = 10;

    private int _credit = Burst;

    // Since when time counts.
    private uint _from = now;

    /// <summary>Takes leave to send one question.</summary>
    internal bool TryTake(uint now)
    {
        if (IsQuiet(now))
        {
            _credit = (int)Math.Min(_credit + Math.Min(now - _from, Burst) * PerMillisecond, Burst);
            _from = now;
        }
        if (_credit == 0)
            return false;
        _credit--;
        return true;
    }

    /// <summary>Whether <see cref="TryTake"/> would succeed.</summary>
    internal bool IsOpen(uint now) => _credit > 0 || IsQuiet(now);

    /// <summary>An answer has come: one more may go out.</summary>
    internal void Give(uint now)
    {
        _credit = Math.Min(_credit + 1, Burst);
        _from = now + Quiet;
    }

    // Only just after an answer the time is behind; further behind is a silence so long that the time has wrapped around.
    private bool IsQuiet(uint now) => _from - now > Quiet;
}
