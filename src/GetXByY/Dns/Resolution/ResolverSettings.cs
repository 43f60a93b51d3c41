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
}
