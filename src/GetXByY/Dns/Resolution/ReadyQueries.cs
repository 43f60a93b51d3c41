namespace GetXByY.Dns.Resolution;

/// <summary>The queries whose next attempt is to be sent, first come, first served. Those that were asked for before have a
/// line of their own and every fourth turn: they do not wait behind a million others, and hold nobody up. Only the pump uses
/// it.</summary>
/// <remarks>Until a name is asked for again nobody knows that its question was lost, and not that it is never answered; so
/// these are sent soon. But most of those that nobody answers are among them, and must not be all that is sent.</remarks>
internal sealed class ReadyQueries(QueryCells queries)
{
    private const int OneIn = 4;

    private readonly QueryList _new = new(queries);
    private readonly QueryList _again = new(queries);
    private int _turn;

    internal bool IsEmpty => _new.IsEmpty && _again.IsEmpty;

    /// <summary>Whose turn it is, or None.</summary>
    internal int First => IsTurnOfAgain ? _again.First : _new.First;

    /// <summary>Who may go instead where that one has to wait: the first of the other line, or None.</summary>
    internal int Second => IsTurnOfAgain ? _new.First : _again.First;

    /// <summary>Who came last, or None.</summary>
    internal int Last => _new.IsEmpty ? _again.Last : _new.Last;

    internal void Add(int query) => ListOf(query).Add(query);

    internal void Remove(int query)
    {
        _turn++;
        ListOf(query).Remove(query);
    }

    /// <summary>Forgets all.</summary>
    internal void Clear()
    {
        _new.Clear();
        _again.Clear();
    }

    private bool IsTurnOfAgain => !_again.IsEmpty && (_turn % OneIn == 0 || _new.IsEmpty);

    // Nobody is asked while a query is ready, so it leaves the list that it came to.
    private QueryList ListOf(int query) => queries[query].AskedServers == 0 ? _new : _again;
}
