using GetXByY.Lookups;

namespace GetXByY.Winsock;

// GetAddrInfoExW and its cancel.
internal sealed partial class WinSockProvider
{
    /// <summary>Where the results of all functions of the getaddrinfo family lie.</summary>
    internal AddressInfoHeap Heap { get; } = new();

    /// <summary>Looks up an address, and waits for it if the call has no OVERLAPPED.</summary>
    /// <returns>0, WSA_IO_PENDING or the error, which is the last error too.</returns>
    internal int GetAddrInfoEx(in AddressInfoExCall call)
    {
        int error = Begin(call);
        LastError.Set(error);
        return error;
    }

    internal unsafe int CancelAddrInfoEx(nint* handle)
    {
        int error = CancelRequest(
            handle is null ? 0 : *handle, completed: WinSock.WSA_INVALID_HANDLE, unknown: WinSock.WSA_INVALID_HANDLE);
        LastError.Set(error);
        return error;
    }

    internal unsafe int AddrInfoExResult(OVERLAPPED* overlapped)
    {
        int error = Atomic.Read(ref _session) is null ? WinSock.WSANOTINITIALISED
            : overlapped is null ? WinSock.WSAEINVAL
            : (int)Atomic.Read(ref overlapped->Internal);
        LastError.Set(error);
        return error;
    }

    private unsafe int Begin(in AddressInfoExCall call)
    {
        if (call.Result is not null)
        {
            *call.Result = null; // so that a program which frees it whatever happens does no harm
        }
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        if (error == 0)
        {
            error = call.Check();
        }
        if (error == 0)
        {
            error = AddressInfoQuestion.Ask(
                AddressInfoForm.Extended, OrLocalHost(call.Name), call.ServiceName, AddressInfoHints.From(call.Hints),
                session!.Engine.Services, out AddressInfoQuestion question);
            if (error == 0)
            {
                error = call.Overlapped is null
                    ? Answer(session, question, call.TimeoutMilliseconds(), (void**)call.Result)
                    : Start(session, question, call);
            }
        }
        return error;
    }

    private unsafe int Start(WinSockSession session, AddressInfoQuestion question, in AddressInfoExCall call)
    {
        var request = new AddressInfoRequest(session, question, call, Heap, _poster.Unhandled);
        LookupRequest asked = question.ToRequest(call.TimeoutMilliseconds());
        LookupFace face = session.Engine.Observe(request, asked);
        // A final cleanup on another thread may come in between: it wins, and this call came too late.
        if (!session.TryEnter())
        {
            session.Engine.Refuse(face);
            return WinSock.WSANOTINITIALISED;
        }
        try
        {
            call.Overlapped->InternalHigh = 0;
            Atomic.Write(ref call.Overlapped->Internal, WinSock.WSAEINPROGRESS);
            if (!session.Engine.TryBegin(asked, face, default, out uint handle, out int cell))
            {
                // It went down since it was asked, or too many are outstanding.
                int error = session.Engine.IsDown ? WinSock.WSAENETDOWN : WinSock.WSATRY_AGAIN;
                Atomic.Write(ref call.Overlapped->Internal, (nuint)error);
                return error;
            }
            // Before it is submitted: the completion may come at once, and with it the caller may free what the handle is in.
            if (call.Handle is not null)
            {
                Atomic.Write(ref *(nuint*)call.Handle, handle);
            }
            session.Engine.Submit(cell);
            return WinSock.WSA_IO_PENDING;
        }
        finally
        {
            session.Leave();
        }
    }
}
