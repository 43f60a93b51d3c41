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
            case 18 when isOwner && choices.OneIn(2):
                schedule.CleanUp();
                schedule.StartUp();
                break;
            default:
                schedule.Scheduler.Wait(static () => false, choices.Between(1, 60));
                break;
        }
    }

    private void Start()
    {
        int length = choices.Of(512, 512, 512, 16, 48);
        if (WindowRequest.Start(schedule, Question.Draw(choices), _window, length, isPinned: choices.OneIn(3)) is { } request)
            _own.Add(request);
    }

    private void CancelNobody(nint handle)
    {
        if (schedule.Provider.CancelAsyncRequest(handle) == 0
            || LastError.Code is not (WinSock.WSAEINVAL or WinSock.WSANOTINITIALISED))
            schedule.Violate($"a cancel of {handle}, which is no handle, did not fail with WSAEINVAL");
    }
}
