using System.Runtime.InteropServices;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>One query. It does not hold its name: its owner writes that when it is needed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct QueryCell
{
    /// <summary>Whose query it is: a number that means something to the owner only.</summary>
    internal int Owner;

    /// <summary>Next in the ready list, a slot of the wheel, or the free cells.</summary>
    internal int Next;

    /// <summary>Previous in the ready list or a slot of the wheel.</summary>
    internal int Previous;

    /// <summary>Next of those that ride on the same channel.</summary>
    internal int NextRider;

    /// <summary>Previous of those that ride on the same channel.</summary>
    internal int PreviousRider;

    /// <summary>When its timer expires, in the engine's milliseconds.</summary>
    internal uint Expiry;

    /// <summary>When the attempt is over, however often its server is asked in it.</summary>
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

    /// <summary>How many attempts were made; with <see cref="FirstServer"/> it tells the next server.</summary>
    internal byte Attempts;

    internal byte FirstServer;

    /// <summary>The server of the attempt that is out.</summary>
    internal byte Server;

    /// <summary>How many connections were closed under it before they had carried an answer.</summary>
    internal byte Strikes;

    /// <summary>Which of its owner's names it asks for.</summary>
    internal byte Variant;

    internal QueryPhase Phase;
    internal QueryMarks Marks;
}
