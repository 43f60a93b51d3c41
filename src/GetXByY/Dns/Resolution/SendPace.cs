namespace GetXByY.Dns.Resolution;

/// <summary>How fast datagrams may go out: a burst at once, then one for each answer that comes in, and some for the time
/// that passes. A server answers at its own pace that way, and names that nobody answers hold up nobody.</summary>
/// <remarks>A burst of thousands would overflow the receive buffer of an ordinary server (about 280 datagrams), and every
/// one that is lost costs its look-up a whole attempt. Only the pump uses it.</remarks>
internal sealed class SendPace(uint now)
{
    private const int Burst = 200;
    private const uint PerMillisecond = 50;

    private int _credit = Burst;
    private uint _refilled = now;

    /// <summary>Takes leave to send one datagram.</summary>
    internal bool TryTake(uint now)
    {
        // In 32 bits, as the time is: a long silence fills the burst and no more.
        uint passed = Math.Min(now - _refilled, Burst);
        _credit = (int)Math.Min(_credit + passed * PerMillisecond, Burst);
        _refilled = now;
        if (_credit == 0)
            return false;
        _credit--;
        return true;
    }

    /// <summary>Whether <see cref="TryTake"/> would succeed.</summary>
    internal bool IsOpen(uint now) => _credit > 0 || now != _refilled;

    /// <summary>An answer has come: one more may go out.</summary>
    internal void Give() => _credit = Math.Min(_credit + 1, Burst);
}
