namespace GetXByY.Tests.Telemetry;

/// <summary>What a listener was told, in order; a test waits until it has heard enough.</summary>
internal sealed class Heard<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _all = [];
    private readonly List<(Func<IReadOnlyList<T>, bool> IsEnough, TaskCompletionSource<T[]> Source)> _waiting = [];

    internal T[] All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    internal void Add(T what)
    {
        lock (_lock)
        {
            _all.Add(what);
            foreach ((Func<IReadOnlyList<T>, bool> isEnough, TaskCompletionSource<T[]> source) in _waiting)
            {
                if (isEnough(_all))
                    source.TrySetResult([.. _all]);
            }
        }
    }

    /// <summary>Ends when so many were heard that are like this; gives those.</summary>
    internal async Task<T[]> WaitForAsync(int count, Func<T, bool> isLike)
    {
        var source = new TaskCompletionSource<T[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            bool IsEnough(IReadOnlyList<T> all) => all.Count(isLike) >= count;
            if (IsEnough(_all))
                return [.. _all.Where(isLike)];
            _waiting.Add((IsEnough, source));
        }
        return [.. (await source.Task).Where(isLike)];
    }
}
