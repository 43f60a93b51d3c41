using System.Runtime.CompilerServices;

namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>Begins to look up a service by its name or alias; the result and a message come later.</summary>
    /// <param name="hWnd">The window that gets the message: <see cref="MessageWindow.Handle"/>, on Windows any window.
    /// With 0 the request runs and its message goes nowhere.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">Where the <see cref="servent"/> goes. It must stay where it is until the message comes or a
    /// cancel succeeds. NULL with a positive length: WSAEFAULT.</param>
    /// <param name="buflen">Its length in bytes; <see cref="MAXGETHOSTSTRUCT"/> serves nearly always, 65,535 always.
    /// When it is too small the message carries <see cref="WSAENOBUFS"/> and the length needed, and the buffer what
    /// fits of the <see cref="servent"/>.</param>
    /// <returns>The handle: not 0, below 2^32, and the message's wParam. 0 when nothing was started; then
    /// <see cref="WSAGetLastError"/> gives <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside
    /// the poster), <see cref="WSAENETDOWN"/> (the engine is down) or <see cref="WSAEWOULDBLOCK"/> (too many are outstanding), in this
    /// order.</returns>
    /// <remarks>
    /// <para>It does not wait; everything but the buffer is copied before it returns. One message follows, unless a
    /// cancel succeeds, and may be there before the call returns. It is posted when the buffer is final, and carries 0
    /// or WSAENOBUFS, WSAEFAULT, WSANO_RECOVERY (the database cannot be read), WSANO_DATA (no such service) or WSAENETDOWN. See
    /// <see cref="WSAGETASYNCERROR"/> and <see cref="WSAGETASYNCBUFLEN"/>.</para>
    /// <para>Once <see cref="WSACancelAsyncRequest"/> has returned 0 no message comes and the buffer is not written
    /// again: it may be freed at once. Any thread may call this. Source: Windows Sockets, WSAAsyncGetServByName.</para>
    /// </remarks>
    public static nint WSAAsyncGetServByName(nint hWnd, uint wMsg, string? name, string? proto, nint buf, int buflen) =>
        Provider.GetServByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with a pointer for the buffer.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByName(nint, uint, string, string, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static unsafe nint WSAAsyncGetServByName(
        nint hWnd, uint wMsg, string? name, string? proto, byte* buf, int buflen) =>
        Provider.GetServByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, (nint)buf, buflen));

    /// <summary>The same with pointers.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name in UTF-8, ended by NUL; NULL: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name in UTF-8, ended by NUL; NULL takes the first entry that matches.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByName(nint, uint, string, string, nint, int)"/>.</remarks>
    public static unsafe nint WSAAsyncGetServByName(
        nint hWnd, uint wMsg, byte* name, byte* proto, byte* buf, int buflen) =>
        Provider.GetServByName(
            new Utf8Text(name),
            new Utf8Text(proto),
            ReplyTarget.To(hWnd, wMsg, (nint)buf, buflen));

    /// <summary>The same with an array, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">The buffer. Null with a positive length: WSAEFAULT. It is pinned until the message is
    /// posted, or until a successful cancel returns. The pointers in it lead to where it was then: an array of
    /// GC.AllocateArray that is pinned stays there.</param>
    /// <param name="buflen">How much of it may be written; no more than the array has is.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByName(nint, uint, string, string, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(2)]
    public static nint WSAAsyncGetServByName(
        nint hWnd, uint wMsg, string? name, string? proto, byte[]? buf, int buflen) =>
        Provider.GetServByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with memory, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">The buffer. It is pinned until the message is posted, or until a successful cancel returns;
    /// the pointers in it lead to where it was then. Of another owner's memory Unpin is called exactly once, on the thread that cancels or on one of the
    /// pool.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByName(nint, uint, string, string, nint, int)"/>.</remarks>
    public static nint WSAAsyncGetServByName(nint hWnd, uint wMsg, string? name, string? proto, Memory<byte> buf) =>
        Provider.GetServByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf));

    /// <summary>Begins to look up a service by its port; the result and a message come later.</summary>
    /// <param name="hWnd">The window that gets the message: <see cref="MessageWindow.Handle"/>, on Windows any window.
    /// With 0 the request runs and its message goes nowhere.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">Where the <see cref="servent"/> goes. It must stay where it is until the message comes or a
    /// cancel succeeds. NULL with a positive length: WSAEFAULT.</param>
    /// <param name="buflen">Its length in bytes; <see cref="MAXGETHOSTSTRUCT"/> serves nearly always, 65,535 always.
    /// When it is too small the message carries <see cref="WSAENOBUFS"/> and the length needed, and the buffer what
    /// fits of the <see cref="servent"/>.</param>
    /// <returns>The handle: not 0, below 2^32, and the message's wParam. 0 when nothing was started; then
    /// <see cref="WSAGetLastError"/> gives <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside
    /// the poster), <see cref="WSAENETDOWN"/> (the engine is down) or <see cref="WSAEWOULDBLOCK"/> (too many are outstanding), in this
    /// order.</returns>
    /// <remarks>
    /// <para>It does not wait; everything but the buffer is copied before it returns. One message follows, unless a
    /// cancel succeeds, and may be there before the call returns. It is posted when the buffer is final, and carries 0
    /// or WSAENOBUFS, WSAEFAULT, WSANO_RECOVERY (the database cannot be read), WSANO_DATA (no such service) or WSAENETDOWN. See
    /// <see cref="WSAGETASYNCERROR"/> and <see cref="WSAGETASYNCBUFLEN"/>.</para>
    /// <para>Once <see cref="WSACancelAsyncRequest"/> has returned 0 no message comes and the buffer is not written
    /// again: it may be freed at once. Any thread may call this. Source: Windows Sockets, WSAAsyncGetServByPort.</para>
    /// </remarks>
    public static nint WSAAsyncGetServByPort(nint hWnd, uint wMsg, int port, string? proto, nint buf, int buflen) =>
        Provider.GetServByPort(
            port,
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with pointers.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByPort(nint, uint, int, string, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static unsafe nint WSAAsyncGetServByPort(
        nint hWnd, uint wMsg, int port, string? proto, byte* buf, int buflen) =>
        Provider.GetServByPort(
            port,
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, (nint)buf, buflen));

    /// <summary>The same with pointers.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name in UTF-8, ended by NUL; NULL takes the first entry that matches.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByPort(nint, uint, int, string, nint, int)"/>.</remarks>
    public static unsafe nint WSAAsyncGetServByPort(
        nint hWnd, uint wMsg, int port, byte* proto, byte* buf, int buflen) =>
        Provider.GetServByPort(port, new Utf8Text(proto), ReplyTarget.To(hWnd, wMsg, (nint)buf, buflen));

    /// <summary>The same with an array, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">The buffer. Null with a positive length: WSAEFAULT. It is pinned until the message is
    /// posted, or until a successful cancel returns. The pointers in it lead to where it was then: an array of
    /// GC.AllocateArray that is pinned stays there.</param>
    /// <param name="buflen">How much of it may be written; no more than the array has is.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByPort(nint, uint, int, string, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(2)]
    public static nint WSAAsyncGetServByPort(nint hWnd, uint wMsg, int port, string? proto, byte[]? buf, int buflen) =>
        Provider.GetServByPort(
            port,
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with memory, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <param name="buf">The buffer. It is pinned until the message is posted, or until a successful cancel returns;
    /// the pointers in it lead to where it was then. Of another owner's memory Unpin is called exactly once, on the thread that cancels or on one of the
    /// pool.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetServByPort(nint, uint, int, string, nint, int)"/>.</remarks>
    public static nint WSAAsyncGetServByPort(nint hWnd, uint wMsg, int port, string? proto, Memory<byte> buf) =>
        Provider.GetServByPort(
            port,
            new Utf8Text(proto, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf));
}
