namespace GetXByY.Testing;

/// <summary>
/// Holds queries until the test lets them go, so that a test decides what happens before an answer comes. Give it to
/// <see cref="ServerBehaviour.HeldBy"/>; one gate may serve several names and several servers.
/// </summary>
/// <remarks>
/// Any thread may call any member. What is let go is done in the order in which it was held and on the stack of the
/// caller: when <see cref="Release()"/> returns, answers over UDP are in the receiver's socket. It holds no
/// resources of the system; queries of a disposed server stay until they are let go, and nothing is sent for them.
/// </remarks>
public sealed class ServerGate
{
    private readonly Lock _lock = new();
    private readonly Queue<(ServerBehaviour Behaviour, Exchange Exchange)> _held = new();
    private readonly CountWaiters _waiters = new();
    private long _total;
    private bool _open;

    /// <summary>How many queries are held now.</summary>
    public int Held
    {
        get
        {
            lock (_lock)
                return _held.Count;
        }
    }

    /// <summary>Lets go all queries that are held now; later ones are held again.</summary>
    public void Release() => Release(int.MaxValue);

    /// <summary>Lets go the oldest queries that are held now.</summary>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <returns>How many were let go: fewer than <paramref name="count"/> if fewer were held.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public int Release(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var released = new List<(ServerBehaviour Behaviour, Exchange Exchange)>();
        lock (_lock)
        {
            while (released.Count < count && _held.TryDequeue(out (ServerBehaviour, Exchange) next))
                released.Add(next);
        }

        foreach ((ServerBehaviour behaviour, Exchange exchange) in released)
            exchange.Server.Perform(behaviour, exchange);
        return released.Count;
    }

    /// <summary>Lets go all queries that are held now and holds none from now on.</summary>
    public void Open()
    {
        lock (_lock)
            _open = true;
        Release();
    }

    /// <summary>Completes when at least <paramref name="count"/> queries were held since the gate was made.</summary>
    /// <param name="count">The number of queries, also those let go since.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task WaitForHeldAsync(int count, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CountWaiters.Waiter waiter;
        lock (_lock)
            waiter = _waiters.Add(count - _total);

        try
        {
            await waiter.Reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _waiters.Remove(waiter);
        }
    }

    internal void Hold(ServerBehaviour behaviour, Exchange exchange)
    {
        lock (_lock)
        {
            if (!_open)
            {
                _held.Enqueue((behaviour, exchange));
                _total++;
                _waiters.Arrived(exchange.Query.Name);
                return;
            }
        }

        exchange.Server.Perform(behaviour, exchange);
    }
}
