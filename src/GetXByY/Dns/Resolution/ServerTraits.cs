using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>What one server was seen to understand. Only the pump uses it.</summary>
internal sealed class ServerTraits(KeyedHash hash, IPEndPoint server)
{
    /// <summary>It answers well, but only what has no OPT record (RFC 6891 section 7).</summary>
    internal Forgetting LacksEdns;

    /// <summary>It does not repeat the letters of a question as they were.</summary>
    internal Forgetting ChangesCase;

    /// <summary>It sends cookies at times only: some of the machines behind one address have them, or none has any
    /// more.</summary>
    internal Forgetting LosesCookies;

    internal ServerCookies Cookies { get; } = new(hash, server);

    /// <summary>Whether an answer without our cookie is doubtful.</summary>
    internal bool OwesCookie(uint now) => Cookies.AreExpected && !LosesCookies.IsKnown(now);
}
