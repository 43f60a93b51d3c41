using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A part of a program that uses the Winsock face: starts requests, takes messages, and cancels its own requests
/// and those of others. One of them also cleans up and starts Winsock again.</summary>
internal sealed class WindowProgram(Schedule schedule, Choices choices, int operations, bool isOwner)
{
    private const long Patience = 40_000_000;

    private readonly List<WindowRequest> _own = [];

    private SimulatedWindow _window = null!;

    internal void Run()
    {
        _window = schedule.OpenWindow();
        for (int i = 0; i < operations; i++)
            Do();
        while (_own.Exists(r => !r.HasEnded))
        {
            // Whoever cleans up ends the requests of all.
            if (!schedule.Scheduler.Wait(() => _window.HasWaiting || _own.TrueForAll(r => r.HasEnded), Patience))
                schedule.Violate($"{_own.Find(r => !r.HasEnded)}: still not ended after {Patience} ms");
            _window.TryTake();
        }
        _window.Destroy();
    }

    private void Do()
    {
        switch (choices.Below(20))
        {
            case < 8:
                Start();
                break;
            case 8:
                Block();
                break;
            case < 13 when schedule.AnyRequest() is { } request:
                request.Cancel();
                break;
            case < 16:
                _window.TryTake();
                break;
            case 16:
                CancelNobody(choices.Of(0, nint.MaxValue, nint.MinValue));
                break;
            case 17 when choices.OneIn(3):
                _window.Destroy();
                _window = schedule.OpenWindow();
                break;
            case 17:
                schedule.ChangePoster();
                break;
            case 18 when isOwner && choices.OneIn(2):
                schedule.CleanUp();
                schedule.StartUp();
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    private void Start()
    {
        int length = choices.Of(512, 512, 512, 16, 48);
        if (WindowRequest.Start(schedule, Question.Draw(choices), _window, length, isPinned: choices.OneIn(3)) is { } request)
            _own.Add(request);
        else if (isOwner && LastError.Code == WinSock.WSAENETDOWN)
            Recover();
    }

    // As the documentation says: what is lost comes back with the next startup after the last cleanup.
    private void Recover()
    {
        schedule.Tally["starts", "recovered"]++;
        schedule.CleanUp();
        schedule.StartUp();
        Start();
    }

    // With a hook that does nothing a few times and then cancels, perhaps after it has kept the thread for a while.
    private void Block()
    {
        int rounds = choices.Below(4);
        new BlockingRequest(schedule, Question.Draw(choices), choices.OneIn(4) ? null : () =>
        {
            if (choices.OneIn(3))
                schedule.Pause();
            return rounds-- == 0;
        }).Run();
    }

    private void CancelNobody(nint handle)
    {
        if (schedule.Provider.CancelAsyncRequest(handle) == 0
            || LastError.Code is not (WinSock.WSAEINVAL or WinSock.WSANOTINITIALISED or WinSock.WSAENETDOWN))
            schedule.Violate($"a cancel of {handle}, which is no handle, did not fail with WSAEINVAL");
    }
}
