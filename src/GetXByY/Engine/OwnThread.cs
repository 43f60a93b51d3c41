namespace GetXByY.Engine;

/// <summary>A thread on which code of the user's runs, for one after the other, and what it had before.</summary>
internal readonly struct OwnThread
{
    private readonly ExecutionContext _context;
    private readonly string? _name;

    private OwnThread(ExecutionContext context, string? name) => (_context, _name) = (context, name);

    /// <summary>The calling thread.</summary>
    internal static OwnThread Current => new(ExecutionContext.Capture()!, Thread.CurrentThread.Name);

    /// <summary>Makes it as it was, as the pool does between two of its items: the next one does not find what this one has left to
    /// its thread.</summary>
    internal void Tidy()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        ExecutionContext.Restore(_context);
        Thread thread = Thread.CurrentThread;
        if (thread.Priority != ThreadPriority.Normal)
            thread.Priority = ThreadPriority.Normal;
        if (!thread.IsBackground)
            thread.IsBackground = true;
        if (!ReferenceEquals(thread.Name, _name))
            thread.Name = _name;
    }
}
