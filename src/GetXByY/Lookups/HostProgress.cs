using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GetXByY.Lookups;

/// <summary>How far a look-up of a host has come: which source, which name of the search list, which queries.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HostProgress
{
    /// <summary>The query for A or PTR that is out, or -1.</summary>
    internal int FirstQuery;

    /// <summary>The query for AAAA that is out, or -1.</summary>
    internal int SecondQuery;

    /// <summary>Index of the source that is being asked.</summary>
    internal byte Source;

    /// <summary>Position in the list of names to try.</summary>
    internal byte Candidate;

    /// <summary>What the names before the one at hand have come to, as flags of the hosts database.</summary>
    internal byte Seen;

    /// <summary>What the queries for the name at hand have come to, as such flags.</summary>
    internal byte Current;

    /// <summary>Which configuration it began with, as a number of the hosts database.</summary>
    internal byte Generation;

    /// <summary>Which addresses are wanted, as an <see cref="AddressFamily"/>.</summary>
    internal byte Family;

    internal readonly AddressFamily AddressFamily => (AddressFamily)Family;
}
