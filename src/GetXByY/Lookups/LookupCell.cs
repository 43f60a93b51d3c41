using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GetXByY.Lookups;

/// <summary>One look-up in the engine's slab: 120 bytes without a reference.</summary>
/// <remarks>The starter fills it before it submits; from then on it belongs to whoever pumps the engine. A finisher
/// that claimed the look-up may read it; a canceller that won touches nothing of it, because a line of memory that is
/// another processor's costs more than the rest of the cancel. Anybody may read <see cref="Handle"/>, even of a cell that
/// nobody rents: the word of that look-up tells whether it is in this cell.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct LookupCell
{
    /// <summary>How many bytes of arguments fit in a cell; <see cref="LookupCells"/> keeps longer ones.
    /// </summary>
    internal const int ArgumentCapacity = 60;

    internal FaceWords Words;

    /// <summary>The name of this look-up; the cell's index alone may name a later one.</summary>
    internal uint Handle;

    /// <summary>The next cell in the submissions, or among the free ones.</summary>
    internal int SubmitLink;

    /// <summary>The engine's millisecond by which the look-up ends; meaningful with <see cref="CellMarks.HasDeadline"/>.</summary>
    internal uint Deadline;

    /// <summary>A port, a protocol number, an IPv6 scope or a settled error.</summary>
    internal uint Number;

    internal LookupKind Kind;
    internal CellMarks Marks;
    internal byte ArgumentLength;
    internal byte ProtocolLength;

    /// <summary>How far the hosts database is with it; nobody else looks inside.</summary>
    internal HostProgress Host;

    /// <summary>The arguments, unless they are too long.</summary>
    internal ArgumentBytes Arguments;

    /// <summary>Room for a name, or a service and its protocol.</summary>
    [InlineArray(ArgumentCapacity)]
    internal struct ArgumentBytes
    {
        private byte _first;
    }
}
