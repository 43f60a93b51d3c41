using System.Net;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A call of the Winsock face that blocks its thread, with a hook that may cancel it.</summary>
internal sealed class BlockingRequest(Schedule schedule, Question question, Func<bool>? hook = null)
{
    private bool _isCancelled;

    // How many cleanups had begun before the call.
    private int _cleanups;

    // Another thread was cleaning up when the call was made, or when the hook was called.
    private bool _wasCleaning;

    /// <summary>What WSACancelBlockingCall gave in the hook: 0 or the error; null if the hook did not call it.</summary>
    internal int? CancelError { get; private set; }

    /// <summary>Makes the call and looks at what it returns.</summary>
    internal void Run()
    {
        _cleanups = schedule.CleanupsBegun;
        _wasCleaning = IsCleaning;
        bool wasCleaning = !schedule.IsUp;
        // Refused where no program asked for version 1. The hook of an earlier call would still be there.
        schedule.Provider.SetBlockingHook(hook is null ? BlockingThread.DefaultHook : Hook);
        schedule.Tally["starts", "blocking"]++;
        nint entry = Call(schedule.Provider, question);
        int error = entry == 0 ? LastError.Code : 0;
        bool cleanedUp = wasCleaning || schedule.CleanupsBegun != _cleanups;
        schedule.Tally["ends", error == WinSock.WSAEINTR ? "interrupted" : entry == 0 ? "failed" : "found"]++;
        if (_isCancelled != (error == WinSock.WSAEINTR) && !cleanedUp)
            schedule.Violate($"{question}: ended with {error}; cancelled: {_isCancelled}");
        if (_isCancelled && entry != 0)
            schedule.Violate($"{question}: a result after a successful cancel");
        if (error == WinSock.WSANOTINITIALISED && !cleanedUp)
            schedule.Violate($"{question}: refused");
        if (entry != 0 && question.Judge(EntryReader.Read(question, entry)) is string wrong)
            schedule.Violate(wrong);
        if (schedule.Provider.IsBlocking())
            schedule.Violate("a thread blocks outside of a call");
    }

    private bool IsCleaning => schedule.CleanupsBegun != schedule.CleanupsEnded;

    // Runs on the thread that blocks.
    private int Hook()
    {
        schedule.Scheduler.Step();
        if (!hook!())
            return 0;
        _wasCleaning |= IsCleaning;
        int result = schedule.Provider.CancelBlockingCall();
        CancelError = result == 0 ? 0 : LastError.Code;
        if (result == 0 && _isCancelled)
            schedule.Violate($"{question}: two cancels succeeded");
        _isCancelled |= result == 0;
        schedule.Log($"cancel of the blocking call: {CancelError}");
        bool isRefused = schedule.Provider.CancelAsyncRequest(0) != 0 && LastError.Code == WinSock.WSAEINPROGRESS;
        // If somebody has cleaned up, who knows which version is in force now.
        if (!isRefused && !_wasCleaning && schedule.CleanupsBegun == _cleanups)
            schedule.Violate("a function was not refused inside a hook");
        return 0;
    }

    private static nint Call(WinSockProvider provider, Question question)
    {
        var name = new Utf8Text(question.Text, stackalloc byte[Utf8Text.Room]);
        switch (question.Kind)
        {
            case QuestionKind.HostByName:
                return provider.HostByName(name);
            case QuestionKind.HostByAddress:
                byte[] address = IPAddress.Parse(question.Text).GetAddressBytes();
                return provider.HostByAddr(address, isNull: false, address.Length, WinSock.AF_INET);
            case QuestionKind.ServiceByName:
                return provider.ServByName(name, new Utf8Text(null, []));
            case QuestionKind.ServiceByPort:
                return provider.ServByPort(IPAddress.HostToNetworkOrder((short)question.Number), new Utf8Text(null, []));
            case QuestionKind.ProtocolByName:
                return provider.ProtoByName(name);
            default:
                return provider.ProtoByNumber(question.Number);
        }
    }
}
