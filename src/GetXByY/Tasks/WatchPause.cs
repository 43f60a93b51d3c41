namespace GetXByY.Tasks;

/// <summary>Lets the time pass between two look-ups of a watch. Unlike Task.Delay it goes on on the pool, never on the stack of
/// whoever fires a token or runs a timer, and when it has ended its timer is gone.</summary>
internal static class WatchPause
{
    /// <summary>Ends when the time is over or one of the tokens fires, whichever is first; it does not throw.</summary>
    internal static async Task WaitAsync(
        TimeSpan length, TimeProvider time, CancellationToken first, CancellationToken second)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // They wait only for their own callbacks, which do nothing else than this.
        using CancellationTokenRegistration ofFirst = first.UnsafeRegister(End, over);
        using CancellationTokenRegistration ofSecond = second.UnsafeRegister(End, over);
        using ITimer timer = time.CreateTimer(End, over, length, Timeout.InfiniteTimeSpan);
        await over.Task.ConfigureAwait(false);
    }

    private static void End(object? over) => ((TaskCompletionSource)over!).TrySetResult();
}
