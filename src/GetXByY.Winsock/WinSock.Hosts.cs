using System.Runtime.CompilerServices;

namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>Begins to look up the IPv4 addresses of a host; the result and a message come later.</summary>
    /// <param name="hWnd">The window that gets the message: <see cref="MessageWindow.Handle"/>, on Windows any window.
    /// With 0 the request runs and its message goes nowhere.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="buf">Where the <see cref="hostent"/> goes. It must stay where it is until the message comes or a
    /// cancel succeeds. NULL with a positive length: WSAEFAULT.</param>
    /// <param name="buflen">Its length in bytes; <see cref="MAXGETHOSTSTRUCT"/> serves nearly always, 65,535 always.
    /// When it is too small the message carries <see cref="WSAENOBUFS"/> and the length needed, and the buffer what
    /// fits of the <see cref="hostent"/>.</param>
    /// <returns>The handle: not 0, below 2^32, and the message's wParam. 0 when nothing was started; then
    /// <see cref="WSAGetLastError"/> gives <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside
    /// the poster), <see cref="WSAENETDOWN"/> (the engine is down) or <see cref="WSAEWOULDBLOCK"/> (too many are outstanding), in this
    /// order.</returns>
    /// <remarks>
    /// <para>It does not wait; everything but the buffer is copied before it returns. One message follows, unless a
    /// cancel succeeds, and may be there before the call returns. It is posted when the buffer is final, and carries 0
    /// or WSAENOBUFS, WSAEFAULT, WSAHOST_NOT_FOUND, WSATRY_AGAIN, WSANO_RECOVERY, WSANO_DATA or WSAENETDOWN. See
    /// <see cref="WSAGETASYNCERROR"/> and <see cref="WSAGETASYNCBUFLEN"/>.</para>
    /// <para>Once <see cref="WSACancelAsyncRequest"/> has returned 0 no message comes and the buffer is not written
    /// again: it may be freed at once. Any thread may call this. Source: Windows Sockets, WSAAsyncGetHostByName.</para>
    /// </remarks>
    public static nint WSAAsyncGetHostByName(nint hWnd, uint wMsg, string? name, nint buf, int buflen) =>
        Provider.GetHostByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with a pointer for the buffer.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByName(nint, uint, string, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static unsafe nint WSAAsyncGetHostByName(nint hWnd, uint wMsg, string? name, byte* buf, int buflen) =>
        Provider.GetHostByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, (nint)buf, buflen));

    /// <summary>The same with pointers.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name in UTF-8, ended by NUL; NULL: WSAEFAULT.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByName(nint, uint, string, nint, int)"/>.</remarks>
    public static unsafe nint WSAAsyncGetHostByName(nint hWnd, uint wMsg, byte* name, byte* buf, int buflen) =>
        Provider.GetHostByName(new Utf8Text(name), ReplyTarget.To(hWnd, wMsg, (nint)buf, buflen));

    /// <summary>The same with an array, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="buf">The buffer. Null with a positive length: WSAEFAULT. It is pinned until the message is
    /// posted, or until a successful cancel returns. The pointers in it lead to where it was then: an array of
    /// GC.AllocateArray that is pinned stays there.</param>
    /// <param name="buflen">How much of it may be written; no more than the array has is.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByName(nint, uint, string, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(2)]
    public static nint WSAAsyncGetHostByName(nint hWnd, uint wMsg, string? name, byte[]? buf, int buflen) =>
        Provider.GetHostByName(
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with memory, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="name">The name; null: WSAEFAULT.</param>
    /// <param name="buf">The buffer. It is pinned until the message is posted, or until a successful cancel returns;
    /// the pointers in it lead to where it was then. Of another owner's memory Unpin is called exactly once, on the thread that cancels or on one of the
    /// pool.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByName(nint, uint, string, nint, int)"/>.</remarks>
    public static nint WSAAsyncGetHostByName(nint hWnd, uint wMsg, string? name, Memory<byte> buf) =>
        Provider.GetHostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]), ReplyTarget.To(hWnd, wMsg, buf));

    /// <summary>Begins to look up the name of a host by its address; the result and a message come later.</summary>
    /// <param name="hWnd">The window that gets the message: <see cref="MessageWindow.Handle"/>, on Windows any window.
    /// With 0 the request runs and its message goes nowhere.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="addr">The address in network byte order; NULL: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT. An IPv4
    /// address mapped into IPv6 has the names of the IPv4 address.</param>
    /// <param name="buf">Where the <see cref="hostent"/> goes. It must stay where it is until the message comes or a
    /// cancel succeeds. NULL with a positive length: WSAEFAULT.</param>
    /// <param name="buflen">Its length in bytes; <see cref="MAXGETHOSTSTRUCT"/> serves nearly always, 65,535 always.
    /// When it is too small the message carries <see cref="WSAENOBUFS"/> and the length needed, and the buffer what
    /// fits of the <see cref="hostent"/>.</param>
    /// <returns>The handle: not 0, below 2^32, and the message's wParam. 0 when nothing was started; then
    /// <see cref="WSAGetLastError"/> gives <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside
    /// the poster), <see cref="WSAENETDOWN"/> (the engine is down) or <see cref="WSAEWOULDBLOCK"/> (too many are outstanding), in this
    /// order.</returns>
    /// <remarks>
    /// <para>It does not wait; everything but the buffer is copied before it returns. One message follows, unless a
    /// cancel succeeds, and may be there before the call returns. It is posted when the buffer is final, and carries 0
    /// or WSAEAFNOSUPPORT, WSAEINVAL, WSAENOBUFS,
    /// WSAEFAULT, WSAHOST_NOT_FOUND, WSATRY_AGAIN, WSANO_RECOVERY, WSANO_DATA or WSAENETDOWN. See
    /// <see cref="WSAGETASYNCERROR"/> and <see cref="WSAGETASYNCBUFLEN"/>.</para>
    /// <para>Once <see cref="WSACancelAsyncRequest"/> has returned 0 no message comes and the buffer is not written
    /// again: it may be freed at once. Any thread may call this. Source: Windows Sockets, WSAAsyncGetHostByAddr.</para>
    /// </remarks>
    public static nint WSAAsyncGetHostByAddr(
        nint hWnd, uint wMsg, nint addr, int len, int type, nint buf, int buflen) =>
        Provider.GetHostByAddr(AddressAt(addr, len), addr == 0, len, type, ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with pointers.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="addr">The address in network byte order; NULL: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByAddr(nint, uint, nint, int, int, nint, int)"/>.</remarks>
    public static unsafe nint WSAAsyncGetHostByAddr(
        nint hWnd, uint wMsg, byte* addr, int len, int type, byte* buf, int buflen) =>
        WSAAsyncGetHostByAddr(hWnd, wMsg, (nint)addr, len, type, (nint)buf, buflen);

    /// <summary>The same with an array for the address.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="addr">The address in network byte order; null, or shorter than told: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT.</param>
    /// <param name="buf">The buffer; it must stay where it is until the message comes or a cancel succeeds.</param>
    /// <param name="buflen">Its length in bytes.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByAddr(nint, uint, nint, int, int, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static nint WSAAsyncGetHostByAddr(
        nint hWnd, uint wMsg, byte[]? addr, int len, int type, nint buf, int buflen) =>
        Provider.GetHostByAddr(addr, addr is null, len, type, ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with an array, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="addr">The address in network byte order; null, or shorter than told: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT.</param>
    /// <param name="buf">The buffer. Null with a positive length: WSAEFAULT. It is pinned until the message is
    /// posted, or until a successful cancel returns. The pointers in it lead to where it was then: an array of
    /// GC.AllocateArray that is pinned stays there.</param>
    /// <param name="buflen">How much of it may be written; no more than the array has is.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByAddr(nint, uint, nint, int, int, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(2)]
    public static nint WSAAsyncGetHostByAddr(
        nint hWnd, uint wMsg, byte[]? addr, int len, int type, byte[]? buf, int buflen) =>
        Provider.GetHostByAddr(addr, addr is null, len, type, ReplyTarget.To(hWnd, wMsg, buf, buflen));

    /// <summary>The same with memory, which stays pinned until the request ends.</summary>
    /// <param name="hWnd">The window.</param>
    /// <param name="wMsg">The message's number.</param>
    /// <param name="addr">The address in network byte order; null, or shorter than told: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT.</param>
    /// <param name="buf">The buffer. It is pinned until the message is posted, or until a successful cancel returns;
    /// the pointers in it lead to where it was then. Of another owner's memory Unpin is called exactly once, on the thread that cancels or on one of the
    /// pool.</param>
    /// <returns>The handle, or 0.</returns>
    /// <remarks>Everything else is as with
    /// <see cref="WSAAsyncGetHostByAddr(nint, uint, nint, int, int, nint, int)"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static nint WSAAsyncGetHostByAddr(
        nint hWnd, uint wMsg, byte[]? addr, int len, int type, Memory<byte> buf) =>
        Provider.GetHostByAddr(addr, addr is null, len, type, ReplyTarget.To(hWnd, wMsg, buf));

    /// <summary>The bytes at a pointer. They are read only once the length is known to be right.</summary>
    private static unsafe ReadOnlySpan<byte> AddressAt(nint address, int length) =>
        new((void*)address, Math.Max(length, 0));
}
