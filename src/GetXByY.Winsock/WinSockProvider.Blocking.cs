using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

// The functions that block their thread.
internal sealed partial class WinSockProvider
{
    // How long a thread with a hook waits before it calls the hook again, in milliseconds; the end of the look-up wakes it.
    private const int HookPause = 10;

    /// <summary>Makes a look-up and waits for its end, with the thread's hook if it has one.</summary>
    /// <param name="request">What is looked up.</param>
    /// <param name="result">The result, when 0 is returned and when an error of the look-up is.</param>
    /// <returns>0 or a code of Windows Sockets; the last error is not set.</returns>
    internal int Await(in LookupRequest request, out LookupResult<object> result)
    {
        result = default;
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        if (error != 0)
        {
            return error;
        }
        CompletionWait wait = BlockingThread.Current.Wait;
        wait.ServedBy(session!.Engine.Lender);
        var call = new BlockingCall(wait);
        LookupFace face = session.Engine.Observe(call, request);
        // A final cleanup on another thread may come in between: it wins, and this call came too late.
        if (!session.TryEnter())
        {
            session.Engine.Refuse(face);
            return WinSock.WSANOTINITIALISED;
        }
        try
        {
            call.Handle = session.Engine.Start(request, face, default);
        }
        finally
        {
            session.Leave();
        }
        if (call.Handle == 0)
        {
            // it may have gone down since the first look; else too many are outstanding
            return session.Engine.IsDown ? WinSock.WSAENETDOWN : WinSock.WSATRY_AGAIN;
        }
        Wait(session, call);
        if (call.IsCancelled)
        {
            return WinSock.WSAEINTR;
        }
        result = call.Result;
        return result.IsSuccess ? 0 : (int)result.Error;
    }

    internal int CancelBlockingCall()
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckHooks(session);
        if (error != 0)
        {
            return Fail(error);
        }
        // Of two cancels of a call the first succeeds, and one that comes after the call's end cancels nothing: what
        // blocks the thread then is the hook alone.
        return BlockingThread.Current.Call is { } call && TryCancel(session!, call) ? 0 : Fail(WinSock.WSAEINVAL);
    }

    internal BlockingHook? SetBlockingHook(BlockingHook? hook)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckHooks(session);
        error = error != 0 ? error : CheckCall(session);
        error = error != 0 ? error : hook is null ? WinSock.WSAEFAULT : 0;
        if (error != 0)
        {
            LastError.Set(error);
            return null;
        }
        BlockingThread thread = BlockingThread.Current;
        BlockingHook previous = thread.HookIn(session!);
        thread.SetHook(session!, hook!);
        return previous;
    }

    internal bool IsBlocking() => Atomic.Read(ref _session) is { HasHooks: true } && BlockingThread.IsBlocking;

    /// <summary>Hooks exist for programs of version 1 alone; from inside the poster no function works.</summary>
    private static int CheckHooks(WinSockSession? session) =>
        session is null ? WinSock.WSANOTINITIALISED
        : !session.HasHooks ? WinSock.WSAEOPNOTSUPP
        : PosterScope.Origin is not null ? WinSock.WSAEINPROGRESS
        : 0;

    private static void Wait(WinSockSession session, BlockingCall call)
    {
        BlockingThread thread = BlockingThread.Current;
        BlockingCall? outer = thread.Call;
        thread.Call = call;
        try
        {
            BlockingHook hook = session.HasHooks ? thread.HookIn(session) : BlockingThread.DefaultHook;
            if (hook == BlockingThread.DefaultHook)
            {
                session.Engine.Wait(call, -1);
            }
            else
            {
                WaitWithHook(session, call, hook);
            }
        }
        finally
        {
            thread.Call = outer;
            if (!call.HasEnded)
            {
                TryCancel(session, call); // an exception out of the hook
            }
        }
    }

    /// <summary>After each call of the hook, not only when it has nothing more to do, the look-up may have ended: a hook
    /// that is always busy must not hold up its result.</summary>
    private static void WaitWithHook(WinSockSession session, BlockingCall call, BlockingHook hook)
    {
        while (!call.HasEnded)
        {
            if (hook() == 0 && !call.HasEnded)
            {
                session.Engine.Wait(call, HookPause);
            }
        }
    }

    /// <summary>Cancels the look-up of a call of this thread.</summary>
    private static bool TryCancel(WinSockSession session, BlockingCall call)
    {
        // A final cleanup on another thread may come in between: it wins, and cancels the call for us.
        if (!session.TryEnter())
        {
            return false;
        }
        try
        {
            return session.Engine.Cancel(call.Handle) <= CancelOutcome.CancelledInFlight;
        }
        finally
        {
            session.Leave();
        }
    }
}
