using GetXByY.Lookups;

namespace GetXByY.Ordering;

/// <summary>From which address the machine sends to each of some networks, as the system has told within the last second: to ask
/// it takes eight system calls for a host with an IPv4 and an IPv6 address.</summary>
/// <remarks>May be used from any thread. Of two that write to one place either may stay.</remarks>
internal sealed class KnownSources
{
    private const int PlaceBits = 8;

    // The golden ratio: all bits of a network count for its place (Knuth, The Art of Computer Programming, 6.4).
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly Way?[] _ways = new Way?[1 << PlaceBits];

    /// <summary>Gives what is known.</summary>
    /// <param name="network">The network's number, without what names a host in it.</param>
    /// <param name="now">The time, in milliseconds.</param>
    /// <param name="lifetime">For how many milliseconds what was found counts.</param>
    /// <param name="source">The source; zero where the network cannot be reached.</param>
    /// <returns>False when nothing is known.</returns>
    internal bool TryGet(UInt128 network, uint now, uint lifetime, out UInt128 source)
    {
        Way? seen = Atomic.Read(ref PlaceOf(network));
        bool isKnown = seen is not null && seen.Network == network && now - seen.FoundAt < lifetime;
        source = isKnown ? seen!.Source : 0;
        return isKnown;
    }

    /// <summary>Notes what the system has told.</summary>
    internal void Note(UInt128 network, UInt128 source, uint now) =>
        Atomic.Write(ref PlaceOf(network), new Way(network, source, now));

    private ref Way? PlaceOf(UInt128 network) =>
        ref _ways[(int)(((ulong)(network >> 64) ^ (ulong)(network >> 24)) * Spread >> (64 - PlaceBits))];

    private sealed record Way(UInt128 Network, UInt128 Source, uint FoundAt);
}
