using GetXByY.Lookups;

namespace GetXByY.Winsock;

internal sealed partial class WinSockProvider
{
    internal int CancelAsyncRequest(nint handle)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        if (error != 0)
        {
            return Fail(error);
        }
        if (!IsPossible(handle))
        {
            return Fail(WinSock.WSAEINVAL);
        }
        // A final cleanup on another thread may come in between: it wins, and cancels the request for us.
        if (!session!.TryEnter())
        {
            return Fail(WinSock.WSANOTINITIALISED);
        }
        try
        {
            return session.Engine.Cancel(unchecked((uint)handle)) switch
            {
                CancelOutcome.CancelledQueued or CancelOutcome.CancelledInFlight => 0,
                CancelOutcome.AlreadyCompleted => Fail(WinSock.WSAEALREADY),
                _ => Fail(WinSock.WSAEINVAL),
            };
        }
        finally
        {
            session.Leave();
        }
    }

    /// <summary>Handles have 32 bits and are not 0. Programs that keep them in an int hand back a negative one for the
    /// upper half: that is the same handle.</summary>
    private static bool IsPossible(nint handle) =>
        handle != 0 && (handle == unchecked((nint)(uint)handle) || handle == unchecked((int)handle));
}
