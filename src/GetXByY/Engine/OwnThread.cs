namespace GetXByY.Engine;

/// <summary>A thread on which code of the user's runs, for one after the other.</summary>
internal static class OwnThread
{
    /// <summary>Makes it as it was, as the pool does between two of its items: the next one does not find what this one has left to
    /// its thread.</summary>
    /// <param name="context">What it had before.</param>
    internal static void Tidy(ExecutionContext context)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        ExecutionContext.Restore(context);
        Thread thread = Thread.CurrentThread;
        if (thread.Priority != ThreadPriority.Normal)
            thread.Priority = ThreadPriority.Normal;
        if (!thread.IsBackground)
            thread.IsBackground = true;
    }
}
