namespace GetXByY.Simulation;

/// <summary>One thread of a schedule. It runs on a thread of the system, but only while it holds the baton.</summary>
internal sealed class SimulatedThread(Scheduler scheduler, string name, ThreadRole role, int weight)
{
    [ThreadStatic]
    private static SimulatedThread? s_current;

    private readonly SemaphoreSlim _baton = new(0);

    /// <summary>The one that calls; null on threads that are none of the simulation's.</summary>
    internal static SimulatedThread? Current
    {
        get => s_current;
        set => s_current = value;
    }

    internal Scheduler Scheduler { get; } = scheduler;

    internal string Name { get; } = name;

    internal ThreadRole Role { get; } = role;

    /// <summary>How often it is chosen, relative to the others.</summary>
    internal int Weight { get; } = weight;

    /// <summary>What it waits for; null when it does not.</summary>
    internal Func<bool>? Condition { get; set; }

    /// <summary>The virtual time at which it stops waiting; null for never.</summary>
    internal long? WakeAt { get; set; }

    internal bool IsReady(long now) => Condition is null || Condition() || WakeAt <= now;

    internal void PassBaton() => _baton.Release();

    internal void AwaitBaton() => _baton.Wait();
}
