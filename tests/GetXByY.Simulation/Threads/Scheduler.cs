namespace GetXByY.Simulation;

/// <summary>Lets one of many threads go on at a time, and chooses at each step which: everything that happens in a
/// schedule follows from its seed.</summary>
/// <remarks>Who holds the baton runs alone, so nothing here needs a lock. Atomic operations take effect in one order for
/// all (sequential consistency): what a weaker memory may do beyond that is not simulated.</remarks>
internal sealed class Scheduler
{
    // Far more than any schedule takes that comes to an end.
    private const long MostSteps = 400_000;

    // How often the clock jumps, and how far at most, in milliseconds.
    private const int JumpOneIn = 4000;
    private const int LongestJump = 600_000;

    // In real time: nothing that is simulated takes so long.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly List<SimulatedThread> _threads = [];
    private readonly List<SimulatedThread> _ready = [];
    private readonly Choices _choices;
    private readonly VirtualTime _time;
    private readonly SemaphoreSlim _over = new(0);
    private readonly int _switchOneIn;
    private bool _isOver;

    // While the simulation itself looks at what is shared: it is no thread of the program.
    private bool _looksOn;

    internal Scheduler(Choices choices, VirtualTime time, int switchOneIn)
    {
        _choices = choices;
        _time = time;
        _switchOneIn = switchOneIn;
    }

    /// <summary>How many steps were taken.</summary>
    internal long Steps { get; private set; }

    /// <summary>Called whenever another thread goes on, and at the end.</summary>
    internal Action Check { get; set; } = static () => { };

    /// <summary>Called when nobody can go on before time passes.</summary>
    internal Action CheckBeforeTimePasses { get; set; } = static () => { };

    /// <summary>Called when the clock has jumped.</summary>
    internal Action OnJump { get; set; } = static () => { };

    /// <summary>Called at every step, where the steps themselves are to be seen.</summary>
    internal Action? OnStep { get; set; }

    /// <summary>When the world outside the threads next moves by itself, in virtual milliseconds; null for never.</summary>
    internal Func<long?> NextEvent { get; set; } = static () => null;

    /// <summary>Goes on, once, as soon as it is ready; null for nobody.</summary>
    internal SimulatedThread? Urgent { get; set; }

    /// <summary>The virtual time, in milliseconds.</summary>
    internal long Now => _time.Now;

    /// <summary>How the promise was broken; null while it is kept.</summary>
    internal string? Violation { get; private set; }

    internal IReadOnlyList<SimulatedThread> Threads => _threads;

    internal SimulatedThread Add(string name, ThreadRole role, Action body)
    {
        var thread = new SimulatedThread(this, name, role, 1 << _choices.Below(5));
        _threads.Add(thread);
        ThreadStore.Run(() => Live(thread, body));
        return thread;
    }

    /// <summary>Runs all threads until none of them can go on any more.</summary>
    /// <returns>Why that is no good end, or null.</returns>
    internal string? Run()
    {
        PassOn(null);
        if (!_over.Wait(s_patience))
            return "a thread waits for something that is not simulated (a lock, a task, a callback): " + Where();
        if (Violation is null)
            Check();
        if (Violation is not null)
            return Violation;
        SimulatedThread[] stuck = [.. _threads.Where(t => t.Role != ThreadRole.Worker)];
        foreach (SimulatedThread worker in _threads.Except(stuck).ToArray())
        {
            worker.Condition = null;
            worker.PassBaton();
            _over.Wait();
        }
        return stuck.Length == 0 ? null : "nobody can go on: " + string.Join(", ", stuck.Select(t => t.Name));
    }

    /// <summary>Ends the schedule where it stands. Does not return on a simulated thread.</summary>
    internal void Violate(string what)
    {
        Violation ??= what;
        if (SimulatedThread.Current is null)
            return;
        _over.Release();
        // What holds the baton keeps it: whatever the schedule left behind stays as it was.
        new SemaphoreSlim(0).Wait();
    }

    /// <summary>A thread is about to do what others can see.</summary>
    internal void Step()
    {
        if (_looksOn)
            return;
        SimulatedThread me = SimulatedThread.Current!;
        if (++Steps > MostSteps)
            Violate($"no end after {MostSteps} steps: " + Where());
        OnStep?.Invoke();
        if (_choices.OneIn(_switchOneIn) || IsUrgent())
            PassOn(me);
    }

    /// <summary>The calling thread waits for a condition, or for some virtual milliseconds at most.</summary>
    /// <returns>Whether the condition holds.</returns>
    internal bool Wait(Func<bool> condition, long? milliseconds = null)
    {
        SimulatedThread me = SimulatedThread.Current!;
        me.Condition = condition;
        me.WakeAt = milliseconds is long time ? _time.Now + time : null;
        PassOn(me);
        me.Condition = null;
        return condition();
    }

    private void Live(SimulatedThread me, Action body)
    {
        SimulatedThread.Current = me;
        me.AwaitBaton();
        try
        {
            body();
        }
        catch (ScheduleOverException)
        {
            _threads.Remove(me);
            SimulatedThread.Current = null;
            _over.Release();
            return;
        }
        catch (Exception e)
        {
            Violate($"{me.Name} threw {e}");
        }
        _threads.Remove(me);
        SimulatedThread.Current = null;
        PassOn(null);
    }

    private void PassOn(SimulatedThread? me)
    {
        Check();
        SimulatedThread? next = Choose();
        if (next == me && me is not null)
            return;
        if (next is null)
        {
            _isOver = true;
            _over.Release();
        }
        else
        {
            next.PassBaton();
        }
        if (me is null)
            return;
        me.AwaitBaton();
        if (_isOver)
            throw new ScheduleOverException();
    }

    private bool IsUrgent() => Urgent is { } urgent && IsReady(urgent);

    // What a thread waits for may be a look at what is shared.
    private bool IsReady(SimulatedThread thread)
    {
        _looksOn = true;
        bool isReady = thread.IsReady(_time.Now);
        _looksOn = false;
        return isReady;
    }

    private SimulatedThread? Choose()
    {
        if (IsUrgent())
        {
            SimulatedThread urgent = Urgent!;
            Urgent = null;
            return urgent;
        }
        if (_choices.OneIn(64))
            _time.PassByChance(_choices.Between(1, 5));
        if (_choices.OneIn(JumpOneIn))
        {
            _time.PassByChance(_choices.Between(1000, LongestJump));
            OnJump();
        }
        while (true)
        {
            _ready.Clear();
            foreach (SimulatedThread thread in _threads)
            {
                if (IsReady(thread))
                    _ready.Add(thread);
            }
            if (_ready.Count > 0)
                return ByWeight();
            long? next = NextEvent();
            foreach (SimulatedThread thread in _threads)
            {
                if (thread.WakeAt < (next ?? long.MaxValue))
                    next = thread.WakeAt;
            }
            if (next is not long time)
                return null;
            _looksOn = true;
            CheckBeforeTimePasses();
            _looksOn = false;
            if (Violation is not null)
                return null;
            _time.Pass(Math.Max(1, time - _time.Now));
        }
    }

    private SimulatedThread ByWeight()
    {
        int left = _choices.Below(_ready.Sum(static t => t.Weight));
        foreach (SimulatedThread thread in _ready)
        {
            left -= thread.Weight;
            if (left < 0)
                return thread;
        }
        return _ready[^1];
    }

    private string Where() => string.Join(", ", _threads.Select(t => $"{t.Name}{(t.Condition is null ? "" : " (waits)")}"));
}
