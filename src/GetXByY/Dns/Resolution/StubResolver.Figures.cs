using System.Net;

namespace GetXByY.Dns.Resolution;

// What the resolver shows of itself.
internal sealed partial class StubResolver
{
    /// <summary>Whom it asks.</summary>
    internal IReadOnlyList<IPEndPoint> EndPoints => _settings.Servers;

    /// <summary>Whether any server has ever answered, be it that it failed.</summary>
    internal bool HasBeenAnswered
    {
        get
        {
            foreach (Server server in _servers.All)
            {
                if (server.Counts.Answered > 0)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Whether there was no way to any server, or nobody at its port.</summary>
    internal bool HasReachedNobody
    {
        get
        {
            foreach (Server server in _servers.All)
            {
                if (server.Counts.Unreachable == 0)
                    return false;
            }
            return true;
        }
    }

    /// <summary>Writes down all figures as they are now.</summary>
    /// <param name="figures">Laid out as <see cref="ResolverFigures"/> says.</param>
    internal void WriteFigures(Span<long> figures)
    {
        WriteOwnFigures(figures);
        foreach (Server server in _servers.All)
            WriteFigures(server, figures.Slice(ResolverFigures.StartOf(server.Number), ResolverFigures.OfServer));
    }

    /// <summary>Writes down those that are of no single server.</summary>
    internal void WriteOwnFigures(Span<long> figures)
    {
        figures[ResolverFigures.Queries] = Outstanding;
        figures[ResolverFigures.RestingIds] = RestingIds;
        figures[ResolverFigures.Datagrams] = _channels.OpenDatagrams;
        figures[ResolverFigures.Streams] = _channels.OpenStreams;
    }

    private static void WriteFigures(Server server, Span<long> figures)
    {
        ServerCounts counts = server.Counts;
        figures[ResolverFigures.IsHealthy] = server.IsHealthy ? 1 : 0;
        figures[ResolverFigures.Sent] = counts.Sent;
        figures[ResolverFigures.Answered] = counts.Answered;
        figures[ResolverFigures.Failed] = counts.Failed;
        figures[ResolverFigures.TimedOut] = counts.TimedOut;
        figures[ResolverFigures.Unreachable] = counts.Unreachable;
        figures[ResolverFigures.Mismatched] = counts.Mismatched;
        figures[ResolverFigures.Late] = counts.Late;
        figures[ResolverFigures.SendLimit] = server.Pace.Limit;
        figures[ResolverFigures.RoundTrip] =
            server.RoundTrip.IsUnknown ? ResolverFigures.Unknown : server.RoundTrip.Smoothed;
    }
}
