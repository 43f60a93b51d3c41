namespace GetXByY.Simulation.Tests;

/// <summary>A connection race, cancelled by its token before each of its steps: either it was won before, or nothing of it is
/// left when the cancel has returned.</summary>
[Collection(nameof(OneSchedule))]
public sealed class RaceStepTests
{
    private const int Delay = RacePlan.AttemptDelay;

    // Addresses with the time after the one before, and what becomes of each: so many milliseconds to its end.
    private static RacePlan Plan(int endDelay, params (bool IsIpv6, int Comes, AttemptEnd End, int Delay)[] attempts) => new(
        [.. attempts.Select((a, i) => (RacePlan.AddressOf(i, a.IsIpv6), a.Comes))],
        endDelay,
        attempts.Length == 0 ? new LookupException(LookupError.HostNotFound, "nobody") : null,
        [.. attempts.Select(a => new AttemptPlan(a.End, a.Delay))]);

    private static readonly Dictionary<string, RacePlan> s_plans = new()
    {
        ["nobody"] = Plan(10),
        ["one, at once"] = Plan(0, (true, 0, AttemptEnd.Connects, 0)),
        ["one, later"] = Plan(100, (true, 5, AttemptEnd.Connects, 20)),
        ["second after the delay"] = Plan(0, (true, 0, AttemptEnd.IsSilent, 0), (false, 0, AttemptEnd.Connects, 10)),
        ["both at the same time"] = Plan(0, (true, 0, AttemptEnd.Connects, Delay + 10), (false, 0, AttemptEnd.Connects, 10)),
        ["as the next begins"] = Plan(0, (true, 0, AttemptEnd.Connects, Delay), (false, 0, AttemptEnd.Connects, 0)),
        ["after a failure"] = Plan(50, (true, 0, AttemptEnd.Fails, 20), (true, 0, AttemptEnd.Fails, 0), (false, 20, AttemptEnd.Connects, 5)),
        ["all fail"] = Plan(0, (true, 0, AttemptEnd.Fails, 0), (false, 0, AttemptEnd.Fails, 30)),
        ["late addresses"] = Plan(600, (false, 0, AttemptEnd.IsSilent, 0), (true, 300, AttemptEnd.Fails, 5), (false, 0, AttemptEnd.Connects, 5)),
    };

    public static TheoryData<string> Plans => [.. s_plans.Keys];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Run_CancelledBeforeAnyStep_IsWonOrNothingIsLeft(string name)
    {
        using var files = new ScheduleFiles();
        // Threads are overtaken by the canceller alone, and often.
        foreach (int switchOneIn in (int[])[1000, 3])
        {
            long steps = Run(files, name, null, switchOneIn);
            Assert.InRange(steps, 5, 500);
            for (long step = 0; step <= steps; step++)
                Run(files, name, step, switchOneIn);
        }
    }

    private static long Run(ScheduleFiles files, string name, long? step, int switchOneIn)
    {
        var schedule = new Schedule(seed: 1, files, new Tally(), switchOneIn: switchOneIn);
        long? begun = null;
        long steps = 0;
        schedule.AddPrograms = () =>
        {
            var request = new ConnectionRequest(schedule, s_plans[name]);
            schedule.Connections.Add(request);
            schedule.AddProgram("connects", () =>
            {
                begun = schedule.Scheduler.Steps;
                request.Start();
                schedule.Scheduler.Wait(() => request.HasEnded);
                steps = schedule.Scheduler.Steps - begun.Value;
            });
            if (step is long before)
                schedule.Scheduler.Urgent = schedule.AddProgram("canceller", () => CancelAt(before));

            void CancelAt(long before)
            {
                // It goes first until it waits for its step, and again when that comes.
                schedule.Scheduler.Urgent = SimulatedThread.Current;
                schedule.Scheduler.Wait(() => request.HasEnded || schedule.Scheduler.Steps >= begun + before);
                if (!request.HasEnded)
                    request.Cancel();
            }
        };
        string? violation = schedule.Run();
        Assert.True(violation is null, $"{name}, step {step}: {violation}");
        return steps;
    }
}
