using System.Net;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A part of a program that uses the Winsock face: starts requests, takes messages, and cancels its own requests
/// and those of others. One of them also cleans up and starts Winsock again.</summary>
internal sealed class WindowProgram(Schedule schedule, Choices choices, int operations, bool isOwner)
{
    private const uint Message = 0x0401;
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
                Cancel(request);
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
        Question question = Question.Draw(choices);
        GuardedBuffer buffer = schedule.Rent(choices.Of(512, 512, 512, 16, 48));
        PinnedBuffer? pinned = choices.OneIn(3) ? new PinnedBuffer(schedule, buffer) : null;
        var request = new WindowRequest(schedule, question, _window, buffer, pinned);
        ReplyTarget target = pinned is null
            ? ReplyTarget.To(_window.Handle, Message, buffer.Address, buffer.Length)
            : ReplyTarget.To(_window.Handle, Message, pinned.Memory);
        buffer.Lend();
        int cleanups = schedule.CleanupsBegun;
        bool wasCleaning = schedule.CleanupsEnded != cleanups;
        nint handle = Start(question, target);
        int error = handle == 0 ? LastError.Code : 0;
        if (handle == 0)
        {
            OnRefused(error, buffer, pinned);
            return;
        }
        schedule.Tally["starts", "window"]++;
        request.Handle = (uint)handle;
        request.IsOfAnySession = wasCleaning || schedule.CleanupsBegun != cleanups;
        schedule.Log($"started {request}");
        _own.Add(request);
        schedule.Add(request);
    }

    private nint Start(Question question, in ReplyTarget target)
    {
        var name = new Utf8Text(question.Text, stackalloc byte[Utf8Text.Room]);
        switch (question.Kind)
        {
            case QuestionKind.HostByName:
                return schedule.Provider.GetHostByName(name, target);
            case QuestionKind.HostByAddress:
                return schedule.Provider.GetHostByAddr(
                    IPAddress.Parse(question.Text).GetAddressBytes(), false, 4, WinSock.AF_INET, target);
            case QuestionKind.ServiceByName:
                return schedule.Provider.GetServByName(name, new Utf8Text(null, []), target);
            case QuestionKind.ServiceByPort:
                short port = IPAddress.HostToNetworkOrder((short)question.Number);
                return schedule.Provider.GetServByPort(port, new Utf8Text(null, []), target);
            case QuestionKind.ProtocolByName:
                return schedule.Provider.GetProtoByName(name, target);
            default:
                return schedule.Provider.GetProtoByNumber(question.Number, target);
        }
    }

    private void OnRefused(int error, GuardedBuffer buffer, PinnedBuffer? pinned)
    {
        schedule.Tally["starts", "refused"]++;
        if (error is not (WinSock.WSAEWOULDBLOCK or WinSock.WSANOTINITIALISED))
            schedule.Violate($"a start failed with {error}");
        if (pinned is { Pins: not 0 })
            schedule.Violate("a start failed and left memory pinned");
        schedule.Return(buffer);
    }

    private void Cancel(WindowRequest request)
    {
        int cleanups = schedule.CleanupsBegun;
        request.CancelsUnderWay++;
        int result = schedule.Provider.CancelAsyncRequest((nint)request.Handle);
        request.CancelsUnderWay--;
        request.OnCancel(result == 0 ? 0 : LastError.Code, cleanups);
    }

    private void CancelNobody(nint handle)
    {
        if (schedule.Provider.CancelAsyncRequest(handle) == 0
            || LastError.Code is not (WinSock.WSAEINVAL or WinSock.WSANOTINITIALISED))
            schedule.Violate($"a cancel of {handle}, which is no handle, did not fail with WSAEINVAL");
    }
}
