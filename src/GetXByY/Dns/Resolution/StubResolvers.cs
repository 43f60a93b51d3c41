using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>The resolver of the newest configuration and those before it that have queries out, over one transport: each
/// has a range of channels of its own. There is one, except for a while after a change. Only the pump uses it.</summary>
internal sealed class StubResolvers(ITransport transport, RandomSource random)
{
    private readonly List<ChannelRange> _ranges = [];

    /// <summary>What was sent, matched and dropped, by all of them.</summary>
    internal ResolverCounts Counts { get; } = new();

    /// <summary>How many there are.</summary>
    internal int Count => _ranges.Count;

    /// <summary>How many queries have not ended.</summary>
    internal int Outstanding => _ranges.Sum(static r => r.Resolver.Outstanding);

    /// <summary>How many attempts are listened to beside those that were sent later.</summary>
    internal int EarlierCount => _ranges.Sum(static r => r.Resolver.EarlierCount);

    /// <summary>Whether attempts can be sent at once.</summary>
    internal bool CanSend(uint now)
    {
        foreach (ChannelRange range in _ranges)
        {
            if (range.Resolver.CanSend(now))
                return true;
        }
        return false;
    }

    /// <summary>Makes a resolver.</summary>
    internal StubResolver Add(ResolverSettings settings, IQueryOwner owner, uint now)
    {
        int count = Channels.CountFor(settings.Servers.Count);
        var range = new ChannelRange(transport, FindRoom(count), count);
        range.Resolver = new StubResolver(settings, range, owner, random, now) { Counts = Counts };
        _ranges.Add(range);
        return range.Resolver;
    }

    /// <summary>Forgets a resolver without queries, and closes its channels.</summary>
    internal void Remove(StubResolver resolver)
    {
        int index = _ranges.FindIndex(r => r.Resolver == resolver);
        _ranges[index].CloseAll();
        _ranges.RemoveAt(index);
    }

    /// <inheritdoc cref="StubResolver.BeginTurn"/>
    internal void BeginTurn(uint now, long milliseconds)
    {
        foreach (ChannelRange range in _ranges)
            range.Resolver.BeginTurn(now, milliseconds);
    }

    /// <inheritdoc cref="StubResolver.ClearCache"/>
    internal void ClearCaches() => _ranges.ForEach(static r => r.Resolver.ClearCache());

    /// <inheritdoc cref="StubResolver.Flush"/>
    internal void Flush(uint now, int limit)
    {
        foreach (ChannelRange range in _ranges)
            range.Resolver.Flush(now, limit);
    }

    /// <inheritdoc cref="StubResolver.Expire"/>
    internal bool Expire(uint now, int limit)
    {
        bool more = false;
        foreach (ChannelRange range in _ranges)
            more |= range.Resolver.Expire(now, limit);
        return more;
    }

    /// <inheritdoc cref="StubResolver.UntilNext"/>
    internal uint? UntilNext(uint now)
    {
        uint? until = null;
        foreach (ChannelRange range in _ranges)
        {
            if (range.Resolver.UntilNext(now) is uint next)
                until = Math.Min(until ?? next, next);
        }
        return until;
    }

    /// <summary>Gives up all queries; no resolver is of use after that.</summary>
    internal void Abandon() => _ranges.ForEach(static r => r.Resolver.Abandon());

    /// <summary>Whom the newest one asks.</summary>
    internal IReadOnlyList<IPEndPoint> EndPoints => _ranges[^1].Resolver.EndPoints;

    /// <summary>Writes down the figures of all of them, and the servers of the newest.</summary>
    /// <param name="figures">Laid out as <see cref="ResolverFigures"/> says.</param>
    internal void WriteFigures(Span<long> figures)
    {
        _ranges[^1].Resolver.WriteFigures(figures);
        figures[ResolverFigures.Overflow] = transport.Overflow;
        figures[ResolverFigures.Kept] = Counts.Kept;
        figures[ResolverFigures.Followed] = Counts.Followed;
        figures[ResolverFigures.Stale] = Counts.Stale;
        Span<long> older = stackalloc long[ResolverFigures.Own];
        for (int i = 0; i < _ranges.Count - 1; i++)
        {
            _ranges[i].Resolver.WriteOwnFigures(older);
            for (int figure = 0; figure < ResolverFigures.Own; figure++)
                figures[figure] += older[figure];
        }
    }

    /// <inheritdoc cref="StubResolver.Expect"/>
    internal void Expect(int channel, ushort id)
    {
        if (RangeOf(channel) is ChannelRange range)
            range.Resolver.Expect(channel - range.First, id);
    }

    /// <summary>A message came on a channel.</summary>
    internal void OnMessage(int channel, ReadOnlySpan<byte> message, uint now)
    {
        if (RangeOf(channel) is ChannelRange range)
            range.Resolver.OnMessage(channel - range.First, message, now);
    }

    /// <inheritdoc cref="StubResolver.OnUnsent"/>
    internal void OnUnsent(int channel, ushort id, uint now)
    {
        if (RangeOf(channel) is ChannelRange range)
            range.Resolver.OnUnsent(channel - range.First, id, now);
    }

    /// <summary>A TCP connection is there.</summary>
    internal void OnStreamOpened(int channel, uint now)
    {
        if (RangeOf(channel) is ChannelRange range)
            range.Resolver.OnStreamOpened(channel - range.First, now);
    }

    /// <summary>A channel is of no use any more.</summary>
    internal void OnChannelFailed(int channel, uint now)
    {
        if (RangeOf(channel) is ChannelRange range)
            range.Resolver.OnChannelFailed(channel - range.First, now);
    }

    private ChannelRange? RangeOf(int channel)
    {
        foreach (ChannelRange range in _ranges)
        {
            if ((uint)(channel - range.First) < (uint)range.Count)
                return range;
        }
        return null;
    }

    // The lowest place: the transport looks at all channels up to the highest.
    private int FindRoom(int count)
    {
        int first = 0;
        foreach (ChannelRange range in _ranges.OrderBy(static r => r.First))
        {
            if (range.First - first >= count)
                break;
            first = range.First + range.Count;
        }
        return first;
    }
}
