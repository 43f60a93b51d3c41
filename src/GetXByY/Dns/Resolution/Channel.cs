namespace GetXByY.Dns.Resolution;

/// <summary>A way to one server on which ids are unique: a UDP socket, or a TCP connection. Queries ride on it while
/// their attempt is out; when the last one leaves, it is closed, at once or soon.</summary>
internal sealed class Channel(ushort number, int server, bool isStream)
{
    internal readonly ushort Number = number;
    internal readonly int Server = server;
    internal readonly bool IsStream = isStream;

    /// <summary>The ids that rest, the oldest first, with the time of their release.</summary>
    internal readonly Queue<(ushort Id, uint Until)> Resting = new();

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

    /// <summary>Since when it is open without riders.</summary>
    internal uint IdleSince;
}
