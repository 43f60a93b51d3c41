namespace GetXByY.Simulation;

/// <summary>A part of a program that connects to hosts, several at once, and cancels its own races and those of
/// others.</summary>
internal sealed class ConnectProgram(Schedule schedule, Choices choices, int operations)
{
    // Longer than the system's own patience with all attempts, in virtual milliseconds.
    private const long Patience = 1_000_000;

    internal void Run()
    {
        List<ConnectionRequest> own = [];
        for (int i = 0; i < operations; i++)
            Do(own);
        foreach (ConnectionRequest request in own)
        {
            if (!schedule.Scheduler.Wait(() => request.HasEnded, Patience))
                schedule.Violate($"a race has not ended after {Patience} ms");
        }
    }

    private void Do(List<ConnectionRequest> own)
    {
        switch (choices.Below(6))
        {
            case < 2 when schedule.AnyConnection(choices) is { } request:
                // Often just when somebody is about to win.
                if (choices.OneIn(2))
                    schedule.Scheduler.Wait(() => request.HasEnded || request.HasConnected, RacePlan.AttemptDelay);
                if (request.CanCancel)
                    request.Cancel();
                break;
            case 2:
                schedule.Scheduler.Wait(static () => false, choices.Between(1, 2 * RacePlan.AttemptDelay));
                break;
            default:
                var race = new ConnectionRequest(schedule, RacePlan.Draw(choices));
                own.Add(race);
                schedule.Connections.Add(race);
                if (choices.OneIn(16))
                    race.Cancel();
                race.Start();
                break;
        }
    }
}
