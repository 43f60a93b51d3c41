using GetXByY.Configuration;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Looks for changes of what the tables are read from, on the pool and never on the engine's thread, and reads
/// them again. Only the timer calls it, and of calls that overlap only the first does anything.</summary>
internal sealed class TablesWatch : IDisposable
{
    /// <summary>How often it looks.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ConfigurationChoices _choices;
    private readonly LookupEngine _engine;
    private readonly Ticker _ticker;
    private TablesStamp _seen;

    // 1 while it looks: a file may be on a disk that does not answer.
    private int _isLooking;

    /// <param name="choices">Which files.</param>
    /// <param name="seen">How they looked before they were read.</param>
    /// <param name="engine">Who gets the tables.</param>
    /// <param name="time">Whose timer it is.</param>
    internal TablesWatch(ConfigurationChoices choices, TablesStamp seen, LookupEngine engine, TimeProvider time)
    {
        _choices = choices;
        _seen = seen;
        _engine = engine;
        _ticker = new Ticker(this);
        _ticker.Start(time);
    }

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        if (Atomic.Exchange(ref _isLooking, 1) != 0)
            return;
        try
        {
            var now = TablesStamp.Of(_choices);
            if (now == _seen)
            {
                LookOnlyAtOwn();
                return;
            }
            var tables = EngineTables.Load(_choices);
            tables.MakeWhatWasUsedOf(_engine.Tables);
            // Whoever writes it may be halfway: what changed meanwhile is read again next time.
            _seen = now;
            _engine.Tables = tables;
            if (!tables.Configuration.FollowChanges)
                // options no-reload has come.
                Dispose();
        }
        catch (Exception)
        {
            // It would end the process. The tables stay as they are, and the next look tries again.
        }
        finally
        {
            Atomic.Exchange(ref _isLooking, 0);
        }
    }

    private void LookOnlyAtOwn()
    {
        EngineTables tables = _engine.Tables;
        EngineTables present = tables.WithOwnOfNow();
        if (!ReferenceEquals(present, tables))
            _engine.Tables = present;
    }

    /// <summary>Ends it; a look that is under way may still change the tables.</summary>
    public void Dispose() => _ticker.Stop();

    // The timer must not keep a resolver alive that was forgotten and not disposed of.
    private sealed class Ticker(TablesWatch watch)
    {
        private readonly WeakReference<TablesWatch> _watch = new(watch);
        private ITimer? _timer;

        internal void Start(TimeProvider time) =>
            _timer = time.CreateTimer(static ticker => ((Ticker)ticker!).Tick(), this, Period, Period);

        internal void Stop() => _timer?.Dispose();

        private void Tick()
        {
            if (_watch.TryGetTarget(out TablesWatch? target))
                target.Look();
            else
                Stop();
        }
    }
}
