namespace GetXByY.Dns.Resolution;

/// <summary>A way to one server on which ids are unique: a UDP socket, or a TCP connection. Queries ride on it while
/// their attempt is out; when the last one leaves, it is closed, at once or soon.</summary>
internal sealed class Channel(ushort number, int server, bool isStream)
{
    internal readonly ushort Number = number;
    internal readonly int Server = server;
    internal readonly bool IsStream = isStream;

    /// <summary>Whether it is a connection for one query that has lost others.</summary>
    internal bool IsAlone { get; init; }

    internal readonly RestingIds Resting = new();

    internal ChannelPhase Phase;

    /// <summary>The first of the queries that ride on it, or None.</summary>
    internal int FirstRider = QueryCells.None;

    internal int Riders;

    /// <summary>How many queries it has carried since it was opened.</summary>
    internal int Uses;

    internal uint OpenedAt;

    /// <summary>How many answers it has carried since it was opened.</summary>
    internal int Answers;

    /// <summary>Whether an attempt on it has timed out since the last answer.</summary>
    internal bool IsStalled;

    /// <summary>Whether it is worn and was counted as such.</summary>
    internal bool IsRetired;

    /// <summary>Whether it has had two riders at once, so that it will be wanted again.</summary>
    internal bool IsShared;

    /// <summary>Until when it stays open without riders.</summary>
    internal uint IdleUntil;

    /// <summary>For how long it may stay open without riders, in milliseconds; 0 when its server wants no more
    /// queries on it.</summary>
    internal uint MaxIdle;
}
