using System.Runtime.InteropServices;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>One query. It does not hold its name: its owner writes that when it is needed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct QueryCell
{
    /// <summary>Whose query it is: a number that means something to the owner only.</summary>
    internal int Owner;

    /// <summary>Next in a slot of the wheel, or among the free cells.</summary>
    internal int Next;

    /// <summary>Previous in a slot of the wheel.</summary>
    internal int Previous;

    /// <summary>Next of those that ride on the same channel, or in the ready list.</summary>
    internal int NextRider;

    /// <summary>Previous of those that ride on the same channel, or in the ready list.</summary>
    internal int PreviousRider;

    /// <summary>When its timer expires, in the engine's milliseconds.</summary>
    internal uint Expiry;

    /// <summary>When the attempt is over, however often its server is asked in it. Of a query that follows another: that
    /// one.</summary>
    internal uint AttemptEnd;

    /// <summary>By when the query must end; meaningful with <see cref="QueryMarks.HasDeadline"/>.</summary>
    internal uint Deadline;

    internal RecordType Type;

    /// <summary>The channel of the attempt that is out.</summary>
    internal ushort Channel;

    /// <summary>The id of the attempt that is out.</summary>
    internal ushort Id;

    /// <summary>The servers, one bit each, that answered with an error and are not asked again.</summary>
    internal ushort FailedServers;

    /// <summary>The servers, one bit each, that were asked in this round.</summary>
    internal ushort AskedServers;

    internal QueryMarks Marks;

    /// <summary>Which of its owner's names it asks for.</summary>
    internal byte Variant;

    internal QueryPhase Phase;

    // Two numbers below 16 in each.
    private byte _servers;
    private byte _tries;

    /// <summary>The server of the attempt that is out.</summary>
    internal int Server
    {
        readonly get => _servers & 15;
        set => _servers = (byte)((_servers & 0xF0) | value);
    }

    /// <summary>The server that the query begins with.</summary>
    internal int FirstServer
    {
        readonly get => _servers >> 4;
        set => _servers = (byte)((_servers & 15) | (value << 4));
    }

    /// <summary>How many times all servers were asked before.</summary>
    internal int Round
    {
        readonly get => _tries & 15;
        set => _tries = (byte)((_tries & 0xF0) | value);
    }

    /// <summary>How many connections were closed under it before they had carried an answer.</summary>
    internal int Strikes
    {
        readonly get => _tries >> 4;
        set => _tries = (byte)((_tries & 15) | (value << 4));
    }
}
