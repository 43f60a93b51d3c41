using GetXByY.Lookups;

namespace GetXByY.Winsock;

internal sealed partial class WinSockProvider
{
    internal int CancelAsyncRequest(nint handle)
    {
        int error = CancelRequest(handle);
        return error == 0 ? 0 : Fail(OnceCleanedUp(error));
    }

    private int CancelRequest(nint handle)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCaller(session);
        if (error != 0)
        {
            return error;
        }
        if (!IsPossible(handle))
        {
            return session!.Engine.IsDown ? WinSock.WSAENETDOWN : WinSock.WSAEINVAL;
        }
        // A final cleanup on another thread may come in between: it wins, and cancels the request for us.
        if (!session!.TryEnter())
        {
            return WinSock.WSANOTINITIALISED;
        }
        try
        {
            return session.Engine.Cancel(unchecked((uint)handle)) switch
            {
                CancelOutcome.CancelledQueued or CancelOutcome.CancelledInFlight => 0,
                // Looked at after the cancel: also while an engine goes down, whoever is told so has nothing outstanding.
                _ when session.Engine.IsDown => WinSock.WSAENETDOWN,
                CancelOutcome.AlreadyCompleted => WinSock.WSAEALREADY,
                _ => WinSock.WSAEINVAL,
            };
        }
        finally
        {
            session.Leave();
        }
    }

    /// <summary>What a cancel that found nothing to cancel returns. Its caller may free the memory at once, but the request
    /// may be of a session that another thread is just cleaning up: only when that is done is nothing written any more.
    /// </summary>
    private int OnceCleanedUp(int error)
    {
        // Inside the code of the user's that a cleanup may be waiting for nobody waits for a cleanup.
        if (PosterScope.Origin is null && !LookupTable.IsFinishing)
        {
            var spin = new SpinWait();
            while (Atomic.Read(ref _cleanups) != 0)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
        return error;
    }

    /// <summary>Handles have 32 bits and are not 0. Programs that keep them in an int hand back a negative one for the
    /// upper half: that is the same handle.</summary>
    private static bool IsPossible(nint handle) =>
        handle != 0 && (handle == unchecked((nint)(uint)handle) || handle == unchecked((int)handle));
}
