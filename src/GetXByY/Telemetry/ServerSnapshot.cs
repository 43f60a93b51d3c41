using System.Net;

namespace GetXByY;

/// <summary>What one name server was asked and what came of it, since the resolver was made. Immutable, so it may be used
/// from any thread.</summary>
public sealed class ServerSnapshot
{
    internal ServerSnapshot(IPEndPoint endPoint) => EndPoint = endPoint;

    /// <summary>The server.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Whether it is asked in its turn. One that is silent, unreachable or only fails is asked when no other is
    /// left.</summary>
    public bool IsHealthy { get; internal init; }

    /// <summary>How many messages were sent to it.</summary>
    public long Sent { get; internal init; }

    /// <summary>How many of its messages were answers to what was asked.</summary>
    public long Answered { get; internal init; }

    /// <summary>How many of these were failures, such as SERVFAIL or REFUSED, or made no sense.</summary>
    public long Failed { get; internal init; }

    /// <summary>How many attempts it did not answer in time.</summary>
    public long TimedOut { get; internal init; }

    /// <summary>How often there was no way to it, or nobody at its port.</summary>
    public long Unreachable { get; internal init; }

    /// <summary>How many messages from its address were dropped because they answered nothing that was asked: forged, garbled,
    /// doubled or astray (RFC 5452 section 9.1).</summary>
    public long Dropped { get; internal init; }

    /// <summary>How many answers came to attempts that had been given up, by a cancel or for lack of time, while their id was
    /// resting. Those that come later find no socket, or count as dropped.</summary>
    public long Late { get; internal init; }

    /// <summary>How many questions may be out at it at once, so that it keeps up: the congestion window of RFC 5681, for
    /// questions. It begins with 150 and goes by what the server answers, from 32 to 4,096; 0 before the first question to
    /// any server.</summary>
    public int SendLimit { get; internal init; }

    /// <summary>How long it takes to answer over UDP, as a smoothed mean (RFC 6298 section 2) in whole milliseconds.</summary>
    /// <value>Null when it has not answered yet.</value>
    public TimeSpan? RoundTripTime { get; internal init; }
}
