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
        int passed = (int)(now - _from);
        if (passed > 0)
        {
            _credit = (int)Math.Min(_credit + Math.Min(passed, Burst) * PerMillisecond, Burst);
            _from = now;
        }
        if (_credit == 0)
            return false;
        _credit--;
        return true;
    }

    /// <summary>Whether <see cref="TryTake"/> would succeed.</summary>
    internal bool IsOpen(uint now) => _credit > 0 || (int)(now - _from) > 0;

    /// <summary>An answer has come: one more may go out.</summary>
    internal void Give(uint now)
    {
        _credit = Math.Min(_credit + 1, Burst);
        _from = now + Quiet;
    }
}
