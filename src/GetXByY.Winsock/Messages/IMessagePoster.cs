namespace GetXByY.Winsock;

/// <summary>What posts the completion messages of the WSAAsync functions.</summary>
/// <remarks>
/// <para>The default one posts to a <see cref="MessageWindow"/>, and on Windows to every other window by PostMessageW.
/// A program with message loops of its own sets another by <see cref="WinSock.SetMessagePoster"/>.</para>
/// <para>It is called on threads of the library, several at a time. It must be short and must not wait: a cancel that
/// meets a request which is just being posted waits for it. Functions of <see cref="WinSock"/> that are called from
/// inside it fail with <see cref="WinSock.WSAEINPROGRESS"/>, except for the two of the last error. An exception out of
/// it counts as <see cref="PostOutcome.NoWindow"/> for the request, and is then thrown, unhandled, on a thread of the
/// pool.</para>
/// <para>Source: Windows Sockets, WSApSetPostRoutine.</para>
/// </remarks>
public interface IMessagePoster
{
    /// <summary>Puts a message where its receiver will find it. It must not run the receiver's code.</summary>
    /// <param name="window">The window that was given to the WSAAsync function; may be 0.</param>
    /// <param name="message">The message's number that was given to the WSAAsync function.</param>
    /// <param name="wParam">The request's handle, as the WSAAsync function returned it.</param>
    /// <param name="lParam">Error and length; see <see cref="WinSock.WSAGETASYNCERROR"/> and
    /// <see cref="WinSock.WSAGETASYNCBUFLEN"/>. The upper half of 64 bits is 0.</param>
    /// <returns>What became of it.</returns>
    PostOutcome Post(nint window, uint message, nuint wParam, nint lParam);
}
