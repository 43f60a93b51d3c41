using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>Ports that nobody can guess. They are drawn above those that well-known servers have (RFC 6056 section 3.2 wants
/// many).</summary>
internal static class RandomPort
{
    /// <summary>How often one is drawn before the system may choose.</summary>
    internal const int Tries = 8;

    private const int First = 10_000;

    /// <summary>Draws one.</summary>
    internal static bool TryDraw(RandomSource random, out int port)
    {
        port = random.NextUInt16();
        return port >= First;
    }
}
