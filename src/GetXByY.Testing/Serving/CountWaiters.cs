namespace GetXByY.Testing;

/// <summary>Those who wait until a number of queries has come. The owner calls it under its own lock.</summary>
internal sealed class CountWaiters
{
    private readonly List<Waiter> _waiters = [];

    /// <summary>A task that completes when so many more queries, of this name if one is given, have come.</summary>
    public Waiter Add(long missing, string? name = null)
    {
        var waiter = new Waiter(missing, name);
        if (missing <= 0)
            waiter.Reached.TrySetResult();
        else
            _waiters.Add(waiter);
        return waiter;
    }

    public void Remove(Waiter waiter) => _waiters.Remove(waiter);

    public void Arrived(string name)
    {
        for (int i = _waiters.Count - 1; i >= 0; i--)
        {
            Waiter waiter = _waiters[i];
            if (!waiter.Counts(name) || --waiter.Missing > 0)
                continue;
            _waiters.RemoveAt(i);
            waiter.Reached.TrySetResult();
        }
    }

    public void Fail(Exception reason)
    {
        foreach (Waiter waiter in _waiters)
            waiter.Reached.TrySetException(reason);
        _waiters.Clear();
    }

    /// <summary>One who waits.</summary>
    internal sealed class Waiter(long missing, string? name)
    {
        // continuations are the user's code and must not run on the server's thread or under the owner's lock
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Missing { get; set; } = missing;

        public bool Counts(string other) =>
            name is null || string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
    }
}
