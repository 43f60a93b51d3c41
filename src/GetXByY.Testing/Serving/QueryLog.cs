namespace GetXByY.Testing;

/// <summary>The last queries, their count, and those who wait for more. Any thread may call it.</summary>
internal sealed class QueryLog(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<ReceivedQuery> _last = new();
    private readonly CountWaiters _waiters = new();
    private ObjectDisposedException? _closed;
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(ReceivedQuery query)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _count);
            _last.Enqueue(query);
            if (_last.Count > capacity)
                _last.Dequeue();
            _waiters.Arrived(query.Name);
        }
    }

    public ReceivedQuery[] Snapshot()
    {
        lock (_gate)
            return [.. _last];
    }

    public async Task WaitAsync(long count, string? name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CountWaiters.Waiter waiter;
        lock (_gate)
        {
            waiter = _waiters.Add(count - (name is null ? _count : CountOf(name)), name);
            if (_closed is not null)
                _waiters.Fail(_closed);
        }

        try
        {
            await waiter.Reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _waiters.Remove(waiter);
        }
    }

    public void Close(ObjectDisposedException reason)
    {
        lock (_gate)
        {
            _closed = reason;
            _waiters.Fail(reason);
        }
    }

    private int CountOf(string name) =>
        _last.Count(query => string.Equals(query.Name, name, StringComparison.OrdinalIgnoreCase));
}
