namespace GetXByY.Dns.Resolution;

// Channels that stay open for a while without riders, for the next query.
internal sealed partial class Channels
{
    private const uint MaxIdleDatagram = 100;
    private const uint MaxIdleStream = 2000;

    // However long a server would wait for us: the pump's thread must find no connection open when it leaves.
    private const uint LongestIdleStream = 8000;

    // When the first of the idle ones is to be closed; meaningful while there is one.
    private uint _idleEnd;

    /// <summary>How many sockets are open without riders.</summary>
    internal int IdleCount { get; private set; }

    /// <summary>A server has said for how long it keeps a connection without queries (RFC 7828).</summary>
    internal static void KeepAlive(Channel channel, uint milliseconds) =>
        channel.MaxIdle = Math.Min(milliseconds, LongestIdleStream);

    /// <summary>Closes the sockets that nobody has used for a while.</summary>
    internal void CloseIdle(uint now)
    {
        if (IdleCount == 0 || (int)(now - _idleEnd) < 0)
            return;
        _idleEnd = now + LongestIdleStream;
        foreach (Channel channel in _channels)
        {
            if (channel.Phase != ChannelPhase.Idle)
                continue;
            if ((int)(now - channel.IdleUntil) < 0)
            {
                ExpectIdleEnd(channel.IdleUntil);
                continue;
            }
            IdleCount--;
            Close(channel);
        }
    }

    /// <summary>How long until <see cref="CloseIdle"/> may have something to do.</summary>
    internal uint? UntilIdle(uint now) =>
        IdleCount == 0 ? null : (uint)Math.Max((int)(_idleEnd - now), 0);

    private bool StaysIdle(Channel channel, uint now)
    {
        // A connection on which nothing was ever answered is of no use to the next query.
        bool isOfUse = channel.IsStream
            ? channel is { Answers: > 0, IsStalled: false, IsAlone: false }
            : channel.IsShared && !IsWorn(channel, now);
        if (!isOfUse || channel.MaxIdle == 0 || channel.Phase != ChannelPhase.Open)
            return false;
        channel.Phase = ChannelPhase.Idle;
        channel.IdleUntil = now + channel.MaxIdle;
        if (IdleCount++ == 0)
            _idleEnd = channel.IdleUntil;
        else
            ExpectIdleEnd(channel.IdleUntil);
        return true;
    }

    private void ExpectIdleEnd(uint end)
    {
        if ((int)(end - _idleEnd) < 0)
            _idleEnd = end;
    }
}
