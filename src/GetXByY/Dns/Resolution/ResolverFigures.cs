namespace GetXByY.Dns.Resolution;

/// <summary>Where each number stands among those that a resolver shows of itself: first its own, then so many for each
/// server.</summary>
internal static class ResolverFigures
{
    internal const int Queries = 0;
    internal const int RestingIds = 1;
    internal const int Datagrams = 2;
    internal const int Streams = 3;
    internal const int Own = 4;

    // Of one server, from its beginning.
    internal const int IsHealthy = 0;
    internal const int Sent = 1;
    internal const int Answered = 2;
    internal const int Failed = 3;
    internal const int TimedOut = 4;
    internal const int Unreachable = 5;
    internal const int Mismatched = 6;
    internal const int Late = 7;
    internal const int RoundTrip = 8;
    internal const int SendLimit = 9;
    internal const int OfServer = 10;

    /// <summary>Instead of a round trip: none was measured.</summary>
    internal const long Unknown = -1;

    /// <summary>That of the transport, behind all servers.</summary>
    internal const int Overflow = Own + ResolverSettings.MaxServers * OfServer;

    // What is counted for all resolvers together.
    internal const int Kept = Overflow + 1;
    internal const int Followed = Overflow + 2;
    internal const int Stale = Overflow + 3;

    internal const int MaxCount = Overflow + 4;

    /// <summary>Where the numbers of a server begin.</summary>
    internal static int StartOf(int server) => Own + server * OfServer;
}
