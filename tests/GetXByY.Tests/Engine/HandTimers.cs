namespace GetXByY.Tests.Engine;

/// <summary>A clock whose timers go off when a test says so.</summary>
internal sealed class HandTimers : TimeProvider
{
    private readonly List<HandTimer> _timers = [];

    /// <summary>How many timers there are that were not disposed of.</summary>
    internal int Count => _timers.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Lets all timers go off, on this thread.</summary>
    internal void Tick()
    {
        foreach (HandTimer timer in _timers.ToArray())
            timer.Tick();
    }

    private sealed class HandTimer(HandTimers timers, Action tick) : ITimer
    {
        internal void Tick() => tick();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => timers._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
