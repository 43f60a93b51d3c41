using GetXByY.Lookups;

namespace GetXByY.Winsock;

internal sealed partial class WinSockProvider
{
    internal int CancelAsyncRequest(nint handle)
    {
        int error = CancelRequest(handle, completed: WinSock.WSAEALREADY, unknown: WinSock.WSAEINVAL);
        return error == 0 ? 0 : Fail(error);
    }

    /// <summary>Cancels a request, whichever function started it.</summary>
    /// <param name="handle">What is to be its handle.</param>
    /// <param name="completed">The error if it has completed.</param>
    /// <param name="unknown">The error if there is no such request, or none any more.</param>
    private int CancelRequest(nint handle, int completed, int unknown)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCaller(session);
        if (error == 0)
        {
            error = IsPossible(handle)
                ? Cancel(session!, handle, completed, unknown)
                : NothingToCancel(session!, unknown);
        }
        return error == 0 ? 0 : OnceCleanedUp(error);
    }

    private static int Cancel(WinSockSession session, nint handle, int completed, int unknown)
    {
        // A final cleanup on another thread may come in between: it wins, and cancels the request for us.
        if (!session.TryEnter())
        {
            return WinSock.WSANOTINITIALISED;
        }
        try
        {
            return session.Engine.Cancel(unchecked((uint)handle)) switch
            {
                CancelOutcome.CancelledQueued or CancelOutcome.CancelledInFlight => 0,
                CancelOutcome.AlreadyCompleted => NothingToCancel(session, completed),
                _ => NothingToCancel(session, unknown),
            };
        }
        finally
        {
            session.Leave();
        }
    }

    // Looked at after the cancel: also while an engine goes down, whoever is told so has nothing outstanding.
    private static int NothingToCancel(WinSockSession session, int error) =>
        session.Engine.IsDown ? WinSock.WSAENETDOWN : error;

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
