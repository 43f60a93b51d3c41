namespace GetXByY.Simulation;

/// <summary>A part of a program that uses GetAddrInfoExW without waiting: starts requests and cancels its own and those of
/// others, also from inside the routine. One of them also cleans up and starts Winsock again.</summary>
internal sealed class OverlappedProgram(Schedule schedule, Choices choices, int operations, bool isOwner)
{
    private const long Patience = 40_000_000;

    private readonly List<OverlappedRequest> _own = [];

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
            Do();
        if (!schedule.Scheduler.Wait(() => _own.TrueForAll(r => r.HasEnded), Patience))
            schedule.Violate($"{_own.Find(r => !r.HasEnded)}: still not ended after {Patience} ms");
    }

    private void Do()
    {
        switch (choices.Below(12))
        {
            case < 5:
                _own.Add(new OverlappedRequest(schedule, Question.DrawHost(choices)) { InRoutine = DrawRoutine() }
                    .Start(choices.OneIn(4) ? choices.Between(1, 100) : 0));
                break;
            case < 10:
                CancelAny();
                break;
            case 10 when isOwner && choices.OneIn(2):
                schedule.CleanUp();
                schedule.StartUp();
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    private void CancelAny()
    {
        OverlappedRequest[] requests = [.. schedule.Overlapped.Where(r => r.CanCancel)];
        if (requests.Length > 0)
            requests[choices.Below(requests.Length)].Cancel();
    }

    private Action<OverlappedRequest>? DrawRoutine() => choices.Below(4) switch
    {
        0 => request => request.WaitForCancellers(),
        1 => request => request.Cancel(),
        2 => _ => CancelAny(),
        _ => null,
    };
}
