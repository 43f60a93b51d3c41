using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A request of the Winsock face, watched from outside.</summary>
internal sealed partial class WindowRequest(
    Schedule schedule, Question question, SimulatedWindow window, GuardedBuffer buffer, PinnedBuffer? pinned)
{
    private readonly int _loan = buffer.Loan;
    private int _messages;

    // How many cancels of it have begun and not returned.
    private int _cancelsUnderWay;

    internal uint Handle { get; private set; }

    internal SimulatedWindow Window { get; } = window;

    internal GuardedBuffer Buffer { get; } = buffer;

    internal WindowRequestEnd End { get; private set; }

    /// <summary>Whether a cleanup returned while it was being started: to which session it belongs cannot be told.
    /// </summary>
    internal bool IsOfAnySession { get; private set; }

    /// <summary>Whether nothing more can come of it, so that nobody need wait.</summary>
    internal bool HasEnded => End != WindowRequestEnd.None || Window.IsDestroyed || IsOfAnySession;

    /// <summary>Cancels it.</summary>
    /// <returns>The last error; 0 for success.</returns>
    internal int Cancel()
    {
        int cleanups = schedule.CleanupsBegun;
        bool wasCleaning = !schedule.IsUp;
        _cancelsUnderWay++;
        int result = schedule.Provider.CancelAsyncRequest((nint)Handle);
        _cancelsUnderWay--;
        int error = result == 0 ? 0 : LastError.Code;
        OnCancel(error, wasCleaning || schedule.CleanupsBegun != cleanups);
        return error;
    }

    /// <summary>Its message was taken.</summary>
    internal void OnMessage(nint lParam)
    {
        schedule.Tally["ends", "message"]++;
        schedule.Log($"message of {this}: error {WinSock.WSAGETASYNCERROR(lParam)}");
        if (++_messages > 1)
            schedule.Violate($"{this}: a second message");
        if (End != WindowRequestEnd.None)
            schedule.Violate($"{this}: a message after it was {End}");
        CheckPin("its message was taken");
        End = WindowRequestEnd.Taken;
        if (WinSock.WSAGETASYNCERROR(lParam) == 0 && EntryReader.Read(question, Buffer.Address) is object entry
            && question.Judge(entry) is string wrong)
            schedule.Violate($"{this}: {wrong}");
        schedule.Return(Buffer);
    }

    /// <summary>The final cleanup of its session has returned.</summary>
    internal void OnCleanedUp()
    {
        if (End != WindowRequestEnd.None)
            return;
        CheckPin("the cleanup");
        End = WindowRequestEnd.CleanedUp;
        schedule.Return(Buffer);
    }

    internal void Check() => Buffer.Check(this);

    internal void CheckAtRest()
    {
        Check();
        if (pinned is { Pins: not 0 })
            schedule.Violate($"{this}: its memory is still pinned");
        if (!HasEnded)
            schedule.Violate($"{this}: never ended");
        schedule.Tally["ends", HasEnded && End == WindowRequestEnd.None ? "window gone" : End.ToString()]++;
    }

    public override string ToString() => $"request {Handle} ({question.Kind} {question.Text} {question.Number})";

    private void CheckPin(string end)
    {
        if (pinned is { Pins: not 0 })
            schedule.Violate($"{this}: its memory is pinned after {end}");
    }

    private void OnCancel(int error, bool cleanedUp)
    {
        schedule.Tally["cancels", ErrorName(error)]++;
        schedule.Log($"cancel of {this}: {ErrorName(error)}");
        // Whatever a cancel returns, the buffer is the caller's. It may be that of a later request by now.
        if (error != 0 && Buffer.Loan == _loan)
            Buffer.Keep();
        switch (error)
        {
            case 0:
                OnSuccess();
                break;
            // No way to be rid of a request: it must have ended like one that is said to be completed.
            case WinSock.WSAENETDOWN:
            case WinSock.WSAEALREADY:
                if (error == WinSock.WSAENETDOWN && !schedule.HasFailed(schedule.SessionResolver) && !cleanedUp)
                    schedule.Violate($"{this}: a cancel says that the network is down, and it is not");
                // A cancelled request whose place was needed is only known to have ended.
                if (End == WindowRequestEnd.None && _cancelsUnderWay == 0 && !schedule.Poster.HasHandedOver(Handle)
                    && !cleanedUp && !IsOfAnySession)
                    schedule.Violate($"{this}: said to be completed, and no message is there");
                break;
            case WinSock.WSAEINVAL:
                if (End is not (WindowRequestEnd.Cancelled or WindowRequestEnd.CleanedUp) && _cancelsUnderWay == 0
                    && !cleanedUp && !IsOfAnySession)
                    schedule.Violate($"{this}: said to be cancelled or unknown, and is neither");
                break;
            case WinSock.WSANOTINITIALISED:
                break;
            default:
                schedule.Violate($"{this}: a cancel failed with {error}");
                break;
        }
    }

    private void OnSuccess()
    {
        if (End == WindowRequestEnd.Cancelled)
            schedule.Violate($"{this}: two cancels succeeded");
        if (_messages != 0)
            schedule.Violate($"{this}: cancelled after its message was taken");
        CheckPin("a successful cancel");
        End = WindowRequestEnd.Cancelled;
        schedule.Return(Buffer);
    }

    private static string ErrorName(int error) => error switch
    {
        0 => "0",
        WinSock.WSAEALREADY => nameof(WinSock.WSAEALREADY),
        WinSock.WSAEINVAL => nameof(WinSock.WSAEINVAL),
        WinSock.WSAENETDOWN => nameof(WinSock.WSAENETDOWN),
        WinSock.WSANOTINITIALISED => nameof(WinSock.WSANOTINITIALISED),
        _ => $"{error}",
    };
}
