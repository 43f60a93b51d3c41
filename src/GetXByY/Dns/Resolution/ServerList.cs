namespace GetXByY.Dns.Resolution;

/// <summary>The servers in the order of preference, and who is next. Only the pump uses it.</summary>
internal sealed class ServerList
{
    /// <summary>Instead of a server: there is none.</summary>
    internal const int None = -1;

    private readonly Server[] _servers;
    private readonly int _rounds;

    /// <param name="settings">Which servers.</param>
    /// <param name="roomForAnswers">How many answers of each find room here at once.</param>
    internal ServerList(ResolverSettings settings, int roomForAnswers = SendPace.Most)
    {
        _servers = [.. settings.Servers.Select((endPoint, i) => new Server(i, endPoint, roomForAnswers))];
        _rounds = settings.Attempts;
    }

    internal int Count => _servers.Length;

    internal Server this[int number] => _servers[number];

    internal ReadOnlySpan<Server> All => _servers;

    /// <summary>Whether a query has somebody left to ask.</summary>
    internal bool HasNext(in QueryCell query)
    {
        int excluded = query.FailedServers | (query.Round + 1 < _rounds ? 0 : query.AskedServers);
        return (excluded & ((1 << _servers.Length) - 1)) != (1 << _servers.Length) - 1;
    }

    /// <summary>Chooses the server that a query asks next: the healthy ones in turn, each as often as it may be asked, then
    /// the others.</summary>
    internal int Next(ref QueryCell query)
    {
        int server = Find(query.FirstServer, query.FailedServers | query.AskedServers, healthyOnly: true);
        if (server == None && query.Round + 1 < _rounds
            && Find(query.FirstServer, query.FailedServers, healthyOnly: true) is int again and not None)
        {
            BeginRound(ref query);
            server = again;
        }
        if (server == None)
            server = Find(query.FirstServer, query.FailedServers | query.AskedServers, healthyOnly: false);
        if (server == None && query.Round + 1 < _rounds)
        {
            BeginRound(ref query);
            server = Find(query.FirstServer, query.FailedServers, healthyOnly: false);
        }
        if (server != None)
            query.AskedServers |= (ushort)(1 << server);
        return server;
    }

    /// <summary>Whom <see cref="Next"/> would choose.</summary>
    internal int PeekNext(in QueryCell query)
    {
        int server = Find(query.FirstServer, query.FailedServers | query.AskedServers, healthyOnly: true);
        if (server != None)
            return server;
        QueryCell copy = query;
        return Next(ref copy);
    }

    /// <summary>The healthy server that a query can ask beside the one that is slow, or None.</summary>
    internal int Other(in QueryCell query) =>
        Find(query.FirstServer, query.FailedServers | query.AskedServers, healthyOnly: true);

    private static void BeginRound(ref QueryCell query)
    {
        query.Round++;
        query.AskedServers = 0;
    }

    private int Find(int first, int excluded, bool healthyOnly)
    {
        for (int i = 0; i < _servers.Length; i++)
        {
            int server = (first + i) % _servers.Length;
            if ((excluded & (1 << server)) == 0 && (!healthyOnly || _servers[server].IsHealthy))
                return server;
        }
        return None;
    }
}
