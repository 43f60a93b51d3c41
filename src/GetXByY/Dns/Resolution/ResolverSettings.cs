using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>How the resolver asks.</summary>
/// <param name="Servers">The servers, at most 16, in the order of preference.</param>
/// <param name="Attempts">How many times every server is asked.</param>
/// <param name="AttemptTimeout">Milliseconds for one attempt.</param>
/// <param name="Rotate">Whether each query begins with the next server.</param>
/// <param name="UseTcp">Whether every query goes over TCP.</param>
internal sealed record ResolverSettings(
    IReadOnlyList<IPEndPoint> Servers, int Attempts, uint AttemptTimeout, bool Rotate, bool UseTcp)
{
    internal const int MaxServers = 16;

    /// <summary>How many second servers may be asked early, for each query.</summary>
    internal double HedgingBudget { get; init; }

    /// <summary>Whether the letters of the names are mixed, against forgers.</summary>
    internal bool MixesCase { get; init; }

    /// <summary>Whether queries have the AD bit (RFC 6840 section 5.7).</summary>
    internal bool TrustsAd { get; init; }

    /// <summary>What is kept of the answers.</summary>
    internal CacheSettings Cache { get; init; }

    /// <summary>Whether both ask the same servers in the same way.</summary>
    internal bool AsksLike(ResolverSettings other) =>
        Servers.SequenceEqual(other.Servers) && this with { Servers = other.Servers } == other;
}
