namespace GetXByY.Tests.Simulation;

/// <summary>Time that passes only when a test says so, with timers: those that are due run on the test's stack.</summary>
internal sealed class TimerTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<VirtualTimer> _timers = [];
    private readonly List<(TimeSpan Delay, TaskCompletionSource Armed)> _waiters = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many timers are armed.</summary>
    internal int Armed
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <summary>Ends when a timer is armed that has just so long to go.</summary>
    internal Task WaitForTimerAsync(TimeSpan delay)
    {
        lock (_lock)
        {
            if (_timers.Exists(t => t.Due - _now == delay))
                return Task.CompletedTask;
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((delay, armed));
            return armed.Task;
        }
    }

    internal void Advance(TimeSpan time)
    {
        List<VirtualTimer> due;
        lock (_lock)
        {
            _now += time;
            due = _timers.FindAll(t => t.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }
        foreach (VirtualTimer timer in due)
            timer.Run();
    }

    private sealed class VirtualTimer(TimerTime time, Action run) : ITimer
    {
        internal TimeSpan Due { get; private set; }

        internal void Run() => run();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time._now + dueTime;
                time._timers.Add(this);
                foreach ((TimeSpan delay, TaskCompletionSource armed) in time._waiters)
                {
                    if (delay == dueTime)
                        armed.TrySetResult();
                }
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
