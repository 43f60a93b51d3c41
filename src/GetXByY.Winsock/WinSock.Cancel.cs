namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>Cancels a request that one of the WSAAsyncGetXByY functions started.</summary>
    /// <param name="hAsyncTaskHandle">The handle. Programs that keep handles in an int may give it
    /// sign-extended.</param>
    /// <returns>
    /// <para>0: the request has no result and never will. No message comes, the buffer is not written again and may be
    /// freed before the next line; a pinned one is pinned no more.</para>
    /// <para><see cref="SOCKET_ERROR"/>: nothing was changed, and <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster),
    /// <see cref="WSAENETDOWN"/> (the engine is down, see <see cref="WSAStartup(ushort, out WSADATA)"/>, and this request is not
    /// outstanding: its message was posted, or it was cancelled, or never was), <see cref="WSAEALREADY"/> (it has completed: the message is in the queue or was
    /// taken, the buffer is final) or <see cref="WSAEINVAL"/> (0, never issued, or cancelled before). Programs should
    /// treat the last two as equal: a handle is forgotten some time after its request ended.</para>
    /// </returns>
    /// <remarks>Any thread may cancel, also while another does: for every request exactly one of message and successful
    /// cancel happens. No message that was posted is removed. It takes no lock and does not depend on how many requests
    /// there are; only where it meets the writing of the buffer or the posting it waits for their end, and where it fails
    /// while another thread is in <see cref="WSACleanup"/> for the end of that. So the buffer is final whatever it returns,
    /// but for WSAEINPROGRESS and from inside the poster. Source: Windows Sockets, WSACancelAsyncRequest.</remarks>
    public static int WSACancelAsyncRequest(nint hAsyncTaskHandle) => Provider.CancelAsyncRequest(hAsyncTaskHandle);
}
