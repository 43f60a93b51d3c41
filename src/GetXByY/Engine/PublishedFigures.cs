using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>What the resolver shows of itself, for all to read: it belongs to the pump, which writes its figures down here
/// after every turn.</summary>
internal sealed class PublishedFigures
{
    private readonly long[] _gathered = new long[ResolverFigures.MaxCount];

    // Written by the pump alone, so that it may look at them as it likes.
    private readonly long[] _published = new long[ResolverFigures.MaxCount];
    private IReadOnlyList<IPEndPoint> _servers = [];

    internal int Queries => (int)Read(ResolverFigures.Queries);

    internal int RestingIds => (int)Read(ResolverFigures.RestingIds);

    internal int Datagrams => (int)Read(ResolverFigures.Datagrams);

    internal long Overflow => Read(ResolverFigures.Overflow);

    internal long Kept => Read(ResolverFigures.Kept);

    internal long Followed => Read(ResolverFigures.Followed);

    internal long Stale => Read(ResolverFigures.Stale);

    internal int Streams => (int)Read(ResolverFigures.Streams);

    /// <summary>Publishes what has changed. Only the pump calls it.</summary>
    internal void Publish(StubResolvers resolvers)
    {
        resolvers.WriteFigures(_gathered);
        if (!ReferenceEquals(_servers, resolvers.EndPoints))
            Atomic.Write(ref _servers, resolvers.EndPoints);
        if (HasChanged())
            Atomic.Write(_published, _gathered);
    }

    // A loop, as generic code over numbers would be compiled as the first look-up waits.
    private bool HasChanged()
    {
        for (int i = 0; i < _gathered.Length; i++)
        {
            if (_gathered[i] != _published[i])
                return true;
        }
        return false;
    }

    /// <summary>Publishes that nothing is open any more. Only the pump calls it, at its end.</summary>
    internal void Close()
    {
        Array.Clear(_gathered, 0, ResolverFigures.Own);
        Atomic.Write(_published, _gathered);
    }

    internal ServerSnapshot[] ReadServers() =>
        [.. Atomic.Read(ref _servers).Select((endPoint, i) => ReadServer(endPoint, ResolverFigures.StartOf(i)))];

    private ServerSnapshot ReadServer(IPEndPoint endPoint, int start)
    {
        long roundTrip = Read(start + ResolverFigures.RoundTrip);
        return new ServerSnapshot(endPoint)
        {
            IsHealthy = Read(start + ResolverFigures.IsHealthy) != 0,
            Sent = Read(start + ResolverFigures.Sent),
            Answered = Read(start + ResolverFigures.Answered),
            Failed = Read(start + ResolverFigures.Failed),
            TimedOut = Read(start + ResolverFigures.TimedOut),
            Unreachable = Read(start + ResolverFigures.Unreachable),
            Dropped = Read(start + ResolverFigures.Mismatched),
            Late = Read(start + ResolverFigures.Late),
            SendLimit = (int)Read(start + ResolverFigures.SendLimit),
            RoundTripTime = roundTrip == ResolverFigures.Unknown ? null : TimeSpan.FromMilliseconds(roundTrip),
        };
    }

    private long Read(int figure) => Atomic.Read(ref _published[figure]);
}
