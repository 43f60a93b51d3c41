namespace GetXByY.Winsock;

// What programs of version 1 had instead of threads. These work if any WSAStartup since there was none asked for version 1.
public static partial class WinSock
{
    /// <summary>Sets what runs in this thread while one of its calls blocks.</summary>
    /// <param name="lpBlockFunc">The hook; null: WSAEFAULT.</param>
    /// <returns>The hook before; where none was set, one that does nothing, and that takes the hook away when it is set
    /// again. Null when it failed; then <see cref="WSAGetLastError"/> gives <see cref="WSANOTINITIALISED"/>,
    /// <see cref="WSAEOPNOTSUPP"/> (no startup asked for version 1), <see cref="WSAEINPROGRESS"/> (from inside the poster or
    /// a hook), <see cref="WSAENETDOWN"/> (the engine is down) or <see cref="WSAEFAULT"/>.</returns>
    /// <remarks>Without a hook a call that blocks just blocks. Hooks are for the calling thread alone, and the final
    /// <see cref="WSACleanup"/> takes all away. Any thread may call it. Source: Windows Sockets 1.1,
    /// WSASetBlockingHook.</remarks>
    public static BlockingHook? WSASetBlockingHook(BlockingHook? lpBlockFunc) => Provider.SetBlockingHook(lpBlockFunc);

    /// <summary>Takes this thread's hook away.</summary>
    /// <returns>0; or <see cref="SOCKET_ERROR"/>, with the errors of <see cref="WSASetBlockingHook"/>.</returns>
    /// <remarks>Any thread may call it. Source: Windows Sockets 1.1, WSAUnhookBlockingHook.</remarks>
    public static int WSAUnhookBlockingHook() =>
        Provider.SetBlockingHook(BlockingThread.DefaultHook) is null ? SOCKET_ERROR : 0;

    /// <summary>Whether a call of this thread blocks: true inside a hook.</summary>
    /// <returns>1 or 0; always 0 when no startup asked for version 1.</returns>
    /// <remarks>It cannot fail. Any thread may call it. Source: Windows Sockets 1.1, WSAIsBlocking.</remarks>
    public static int WSAIsBlocking() => Provider.IsBlocking() ? 1 : 0;

    /// <summary>Cancels the call that blocks this thread, from inside its hook.</summary>
    /// <returns>0: the call has no result and never will; it returns with <see cref="WSAEINTR"/> when the hook has returned.
    /// Or <see cref="SOCKET_ERROR"/>, with <see cref="WSAGetLastError"/> giving <see cref="WSANOTINITIALISED"/>,
    /// <see cref="WSAEOPNOTSUPP"/> (no startup asked for version 1), <see cref="WSAEINPROGRESS"/> (from inside the poster) or
    /// <see cref="WSAEINVAL"/>: no call blocks this thread, it was cancelled before, or its result is there already; then
    /// the call returns that.</returns>
    /// <remarks>It does not wait, but for a result that is just being handed over. Source: Windows Sockets 1.1,
    /// WSACancelBlockingCall, where 0 does not exclude that the call succeeds all the same.</remarks>
    public static int WSACancelBlockingCall() => Provider.CancelBlockingCall();
}
