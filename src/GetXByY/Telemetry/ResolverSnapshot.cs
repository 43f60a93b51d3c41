namespace GetXByY;

/// <summary>What a resolver is doing and has done. Immutable, so it may be used from any thread.</summary>
/// <remarks>Nothing is stopped for it: each number is right of some moment while it was taken, those of queries, sockets and
/// servers up to one turn of the engine before. Only when nothing goes on they agree: then <see cref="Started"/> is
/// <see cref="Found"/> + <see cref="Failed"/> + <see cref="Cancelled"/> + <see cref="Outstanding"/>.</remarks>
public sealed class ResolverSnapshot
{
    internal ResolverSnapshot(IReadOnlyList<ServerSnapshot> servers) => Servers = servers;

    /// <summary>Look-ups that were started and got a handle.</summary>
    public long Started { get; internal init; }

    /// <summary>Look-ups that found something, and whose result was handed over.</summary>
    public long Found { get; internal init; }

    /// <summary>Look-ups that ended with an error, which was handed over.</summary>
    public long Failed { get; internal init; }

    /// <summary>Look-ups that a cancel ended, and of which the engine has let go since: that takes it a few turns.</summary>
    public long Cancelled { get; internal init; }

    /// <summary>Look-ups that have not ended.</summary>
    public int Outstanding => Queued + InFlight + Finishing;

    /// <summary>Outstanding look-ups in <see cref="LookupState.Queued"/>: the engine has not taken them up.</summary>
    public int Queued { get; internal init; }

    /// <summary>Outstanding look-ups in <see cref="LookupState.InFlight"/>.</summary>
    public int InFlight { get; internal init; }

    /// <summary>Outstanding look-ups whose result is on its way to the caller: in <see cref="LookupState.Writing"/>,
    /// <see cref="LookupState.Unposted"/> or <see cref="LookupState.Posting"/>.</summary>
    public int Finishing { get; internal init; }

    /// <summary>DNS queries that have not ended; a look-up of a host has up to two at a time.</summary>
    public int Queries { get; internal init; }

    /// <summary>Ids of attempts that were given up, which are not used again while an answer may still come.</summary>
    public int IdsAtRest { get; internal init; }

    /// <summary>Open UDP sockets.</summary>
    public int UdpSockets { get; internal init; }

    /// <summary>Datagrams that the system has dropped because the receive buffer of a UDP socket was full, counted when the
    /// socket is closed. Only Linux tells; elsewhere it is 0. Where it grows, raise <c>net.core.rmem_max</c>: a buffer has a
    /// mebibyte if that allows it.</summary>
    public long UdpOverflow { get; internal init; }

    /// <summary>TCP connections that are open or being opened.</summary>
    public int TcpConnections { get; internal init; }

    /// <summary>DNS queries that were not sent, since their answer was kept and within its time
    /// (<see cref="NameResolverOptions.MaxCachedAnswers"/>). A look-up of a host has one for each family and name of the search
    /// list.</summary>
    public long KeptAnswers { get; internal init; }

    /// <summary>DNS queries that waited for another that asked the same at the same time.</summary>
    public long SharedQueries { get; internal init; }

    /// <summary>DNS queries that ended with an answer beyond its time (<see cref="NameResolverOptions.ServeStale"/>).</summary>
    public long StaleAnswers { get; internal init; }

    /// <summary>The name servers, in the order of preference.</summary>
    public IReadOnlyList<ServerSnapshot> Servers { get; }
}
