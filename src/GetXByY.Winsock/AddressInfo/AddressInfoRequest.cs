using GetXByY.Lookups;

namespace GetXByY.Winsock;

// Who may be here, and who wins: LookupState tells. Of a finisher and a canceller one comes to publish the outcome, in
// TryPost or OnCancelled, and it comes once. All that is the caller's is written there and nowhere else: in TryPost, so that
// a program which polls the structure never sees a result that a cancel may still take away; in OnCancelled, so that
// neither a successful cancel nor a cleanup that has returned leaves something to be written. What follows, the event or
// the routine, waits for nobody and touches nothing of the caller's.

/// <summary>The face of one GetAddrInfoExW that does not wait: writes the caller's variables, then sets the event or
/// has the routine run on the pool.</summary>
internal sealed unsafe class AddressInfoRequest : LookupFace, IThreadPoolWorkItem
{
    private readonly WinSockSession _session;
    private readonly AddressInfoQuestion _question;
    private readonly AddressInfoHeap _heap;
    private readonly Action<Exception> _unhandled;
    private readonly OVERLAPPED* _overlapped;
    private readonly ADDRINFOEXW** _result;
    private readonly CompletionRoutine _routine;
    private readonly BorrowedEvent? _event;
    private ADDRINFOEXW* _found;
    private int _error;

    internal AddressInfoRequest(
        WinSockSession session, AddressInfoQuestion question, in AddressInfoExCall call, AddressInfoHeap heap,
        Action<Exception> unhandled)
    {
        _session = session;
        _question = question;
        _heap = heap;
        _unhandled = unhandled;
        _overlapped = call.Overlapped;
        _result = call.Result;
        _routine = call.Routine;
        _event = call.Overlapped->hEvent == 0 ? null : new BorrowedEvent(call.Overlapped->hEvent);
    }

    internal override bool WantsOrder => true;

    /// <summary>Makes the list, which nobody sees yet.</summary>
    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        _error = _question.Write(result, _heap, out nint first);
        _found = (ADDRINFOEXW*)first;
        return (uint)_error;
    }

    /// <summary>No cancel can come any more: publishes the outcome. The routine is the user's code, and might wait for
    /// one who cancels this very request, or who holds a lock: so it does not run in here.</summary>
    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        Publish();
        if (_routine.IsNull)
        {
            _event?.Set();
        }
        else
        {
            _session.Engine.Queue(this);
        }
        return true;
    }

    /// <summary>Frees the list that nobody has seen and publishes the cancel. The final cleanup completes
    /// nothing.</summary>
    internal override bool OnCancelled()
    {
        _heap.Free(AddressInfoForm.Extended, _found);
        _found = null;
        _error = WinSock.WSA_E_CANCELLED;
        Publish();
        return !_session.IsClosed && (_event is not null || !_routine.IsNull);
    }

    /// <summary>The completion of a cancelled request.</summary>
    internal override void Acknowledge()
    {
        if (_routine.IsNull)
        {
            _event!.Set();
        }
        else
        {
            Execute();
        }
    }

    /// <summary>Runs the routine, on the pool.</summary>
    public void Execute()
    {
        try
        {
            _routine.Run(_error, _overlapped);
        }
        catch (Exception exception)
        {
            _unhandled(exception);
        }
    }

    /// <summary>The last write makes the others visible to who polls, and gives the memory back to the caller.</summary>
    private void Publish()
    {
        *_result = _found;
        _overlapped->Pointer = _result;
        Atomic.Write(ref _overlapped->Internal, (nuint)(uint)_error);
    }
}
