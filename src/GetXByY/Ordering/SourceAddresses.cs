using System.Net;

namespace GetXByY.Ordering;

/// <summary>What the order of addresses depends on besides them: from which of its addresses this machine would send to each.
/// A simulation has its own.</summary>
/// <remarks>May be used from any thread but the engine's: the system is asked.</remarks>
internal abstract class SourceAddresses
{
    /// <summary>Asks the system from which address it would send to each of some destinations. Nothing is sent.</summary>
    /// <param name="destinations">The destinations.</param>
    /// <param name="sources">Where the sources go, as numbers, IPv4 mapped into IPv6; zero for what cannot be reached.</param>
    /// <returns>False when the system could not be asked, so that nothing is known of any.</returns>
    internal abstract bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources);

    /// <summary>Reads which addresses this machine has.</summary>
    internal abstract LocalAddress[] ReadLocal();
}
