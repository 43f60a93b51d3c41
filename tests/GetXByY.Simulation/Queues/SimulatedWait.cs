using GetXByY.Engine;

namespace GetXByY.Simulation;

/// <summary>Where simulated threads wait for completions. Whether that is often enough to pump is left to chance.</summary>
internal sealed class SimulatedWait(Schedule schedule, Choices choices) : CompletionWait
{
    private protected override void WakeSleepers()
    {
        // The scheduler looks at the key.
    }

    private protected override void Sleep(int key, int milliseconds)
    {
        schedule.Tally["waits", "asleep"]++;
        schedule.Scheduler.Wait(() => Key != key, milliseconds < 0 ? null : milliseconds);
    }

    private protected override bool IsOftenEnough(EnginePump pump) => choices.OneIn(2);
}
