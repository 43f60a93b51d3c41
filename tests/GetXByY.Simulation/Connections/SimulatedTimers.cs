namespace GetXByY.Simulation;

/// <summary>Timers that go off in virtual time, each on a simulated thread.</summary>
internal sealed class SimulatedTimers(Scheduler scheduler, TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <summary>How many are still to go off.</summary>
    internal int Armed { get; private set; }

    /// <summary>When the last one that was made goes off, in virtual milliseconds.</summary>
    internal long LastDue { get; private set; }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        scheduler.Step();
        var timer = new SimulatedTimer(this);
        long due = GetTimestamp() + (long)dueTime.TotalMilliseconds;
        LastDue = due;
        scheduler.Add("timer", ThreadRole.Worker, () =>
        {
            scheduler.Wait(() => timer.IsOver, Math.Max(due - GetTimestamp(), 0));
            if (timer.TryEnd())
                callback(state);
        });
        return timer;
    }

    private sealed class SimulatedTimer : ITimer
    {
        private readonly SimulatedTimers _timers;

        internal SimulatedTimer(SimulatedTimers timers)
        {
            _timers = timers;
            _timers.Armed++;
        }

        internal bool IsOver { get; private set; }

        internal bool TryEnd()
        {
            if (IsOver)
                return false;
            _timers.Armed--;
            return IsOver = true;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !IsOver;

        public void Dispose() => TryEnd();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
