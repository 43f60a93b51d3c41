using System.Net.Sockets;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A GetAddrInfoExW that does not wait, watched from outside.</summary>
internal sealed unsafe class OverlappedRequest(Schedule schedule, Question question)
{
    private readonly OverlappedMemory _memory = new();
    private int _completions;
    private int _error;

    // How many cancels of it have succeeded, and how many have begun and not returned.
    private int _cancels;
    private int _cancelsUnderWay;

    private bool _hasReturned;
    private bool _isRefused;

    // A cleanup returned while it was being started: to which session it belongs cannot be told.
    private bool _isOfAnySession;

    // The final cleanup has found it cancelled.
    private bool _isCleanedUp;

    private nint _handle;

    /// <summary>What the routine does besides; it is the user's code.</summary>
    internal Action<OverlappedRequest>? InRoutine { get; init; }

    /// <summary>Whether nothing more can come of it, so that nobody need wait.</summary>
    internal bool HasEnded => _isRefused || _completions > 0 || IsSilent
        || (_isOfAnySession && _cancels == 0 && !_memory.IsPending);

    // It was the cleanup that has cancelled it: no completion may come.
    private bool IsSilent => _isCleanedUp && _cancels == 0 && _cancelsUnderWay == 0;

    internal bool CanCancel => _hasReturned && !_isRefused;

    /// <summary>Starts it.</summary>
    /// <param name="milliseconds">Its timeout; 0 for none.</param>
    internal OverlappedRequest Start(int milliseconds = 0)
    {
        int cleanups = schedule.CleanupsBegun;
        bool wasCleaning = !schedule.IsUp;
        schedule.Tally["starts", "overlapped"]++;
        schedule.Overlapped.Add(this);
        int error = _memory.Call(schedule.Provider, question, milliseconds, OnCompletion);
        _isOfAnySession = wasCleaning || schedule.CleanupsBegun != cleanups;
        _hasReturned = true;
        if (error == WinSock.WSA_IO_PENDING)
        {
            _handle = _completions == 0 ? _memory.Handle : _handle;
            schedule.Log($"started {this}");
            return this;
        }
        _isRefused = true;
        bool isOtherFamily = question.Text == "127.0.0.1" && question.Family == AddressFamily.InterNetworkV6;
        bool isRight = error == WinSock.WSATRY_AGAIN || (error == WinSock.WSAHOST_NOT_FOUND && isOtherFamily)
            || (error == WinSock.WSANOTINITIALISED && _isOfAnySession)
            || (error == WinSock.WSAENETDOWN && (_isOfAnySession || schedule.HasFailed(schedule.SessionResolver)));
        if (!isRight || _completions != 0 || _memory.HasResult)
            schedule.Violate($"{this}: refused with {error}");
        return this;
    }

    /// <summary>Cancels it.</summary>
    /// <returns>0 or the error.</returns>
    internal int Cancel()
    {
        int cleanups = schedule.CleanupsBegun;
        bool wasCleaning = !schedule.IsUp;
        nint handle = _handle;
        _cancelsUnderWay++;
        int error = schedule.Provider.CancelAddrInfoEx(&handle);
        _cancelsUnderWay--;
        bool cleanedUp = wasCleaning || schedule.CleanupsBegun != cleanups || _isOfAnySession;
        schedule.Tally["cancels", error == 0 ? "0" : error == WinSock.WSA_INVALID_HANDLE ? "no handle" : $"{error}"]++;
        schedule.Log($"cancel of {this}: {error}");
        switch (error)
        {
            case 0:
                OnSuccess();
                break;
            // Whatever the reason that is given: no cancel is refused to what is pending.
            case WinSock.WSAENETDOWN when cleanedUp || schedule.HasFailed(schedule.SessionResolver):
            case WinSock.WSA_INVALID_HANDLE:
                if (_completions == 0 && _memory.IsPending && _cancels == 0 && _cancelsUnderWay == 0 && !cleanedUp)
                    schedule.Violate($"{this}: said to have ended, and is pending");
                break;
            case WinSock.WSANOTINITIALISED when cleanedUp || !schedule.IsUp:
                if (_memory.IsPending)
                    schedule.Violate($"{this}: a cancel says that there is no Winsock, and it is pending");
                break;
            default:
                schedule.Violate($"{this}: a cancel failed with {error}");
                break;
        }
        return error;
    }

    /// <summary>The final cleanup of its session has returned.</summary>
    internal void OnCleanedUp()
    {
        if (!_hasReturned || _isRefused || _isOfAnySession || _completions > 0)
            return;
        if (_memory.IsPending)
            schedule.Violate($"{this}: still pending after the cleanup");
        _isCleanedUp |= _memory.Internal == WinSock.WSA_E_CANCELLED;
    }

    internal void Check()
    {
        if (!_memory.Check())
            schedule.Violate($"{this}: its memory was written when it was the caller's again");
    }

    internal void CheckAtRest()
    {
        Check();
        bool mayBeSilent = IsSilent || (_isOfAnySession && _cancels == 0 && _memory.Internal == WinSock.WSA_E_CANCELLED);
        int expected = _isRefused || mayBeSilent ? 0 : 1;
        if (_completions != expected)
            schedule.Violate($"{this}: {_completions} completions instead of {expected}");
        schedule.Tally["ends", _isRefused ? "refused" : expected == 0 ? "silent" : "completion"]++;
    }

    internal void Free() => _memory.Free();

    public override string ToString() => $"overlapped {_handle} ({question.Text} {question.Family})";

    // On a worker's thread, perhaps before the call has returned.
    private void OnCompletion(uint error, uint bytes, OVERLAPPED* overlapped)
    {
        _error = (int)error;
        schedule.Log($"completion of {this}: {error}");
        if (_completions > 0)
            schedule.Violate($"{this}: a second completion");
        if (IsSilent)
            schedule.Violate($"{this}: a completion after the cleanup");
        if ((nint)overlapped != _memory.Overlapped || bytes != 0 || _memory.Internal != _error || !_memory.PointsToResult)
            schedule.Violate($"{this}: the completion is not that of its memory");
        if (!_memory.HasHandle)
            schedule.Violate($"{this}: complete before its handle was written");
        if ((_error == WinSock.WSA_E_CANCELLED) != (_cancels + _cancelsUnderWay > 0) && _cancelsUnderWay == 0)
            schedule.Violate($"{this}: ended with {_error}, and {_cancels} cancels succeeded");
        if (_memory.HasResult != (_error == 0))
            schedule.Violate($"{this}: ended with {_error}, with results: {_memory.HasResult}");
        Check();
        _handle = _memory.Handle;
        _completions++;
        var host = new HostEntry("", [], _memory.Take(schedule.Provider));
        if (_error == 0 && question.Judge(host) is string wrong)
            schedule.Violate(wrong);
        InRoutine?.Invoke(this);
    }

    /// <summary>The routine wants a lock that whoever cancels this request holds.</summary>
    internal void WaitForCancellers() => schedule.Scheduler.Wait(() => _cancelsUnderWay == 0);

    private void OnSuccess()
    {
        if (++_cancels > 1)
            schedule.Violate($"{this}: two cancels succeeded");
        if (_completions > 0 && _error != WinSock.WSA_E_CANCELLED)
            schedule.Violate($"{this}: cancelled, and completed with {_error}");
        if (_completions == 0 && (_memory.Internal != WinSock.WSA_E_CANCELLED || _memory.HasResult))
            schedule.Violate($"{this}: not final after a successful cancel");
    }
}
