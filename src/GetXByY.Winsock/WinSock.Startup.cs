namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>Begins the use of Windows Sockets. Each successful call wants one <see cref="WSACleanup"/>.</summary>
    /// <param name="wVersionRequested">The highest version the program knows: the major one in the low byte, so 0x0202
    /// for 2.2 and 0x0101 for 1.1.</param>
    /// <param name="lpWSAData">What is in force: 1.0, 1.1, 2.0, 2.1 or 2.2, the highest not above what was asked for.
    /// It is filled also when the version is refused.</param>
    /// <returns>0; <see cref="WSAVERNOTSUPPORTED"/> when the major version is 0; <see cref="WSAEINPROGRESS"/> from
    /// inside the poster; <see cref="WSASYSNOTREADY"/> when the process may have no more open files or sockets.</returns>
    /// <remarks>
    /// <para>The first call makes the resolver from <see cref="ResolverOptions"/>. The last error becomes 0, or
    /// <see cref="WSANOTINITIALISED"/> after a failure. Any thread may call it, for the whole process.</para>
    /// <para><see cref="WSAENETDOWN"/>: the engine behind all requests can lose its thread, or what wakes it (on Windows a
    /// socket on the loopback interface), and is down from then on. What is outstanding ends with a message that carries
    /// WSAENETDOWN, unless its result was on its way or it is cancelled; functions that start or cancel fail with it. A further
    /// WSAStartup succeeds and changes nothing: as many WSACleanups as WSAStartups, and the next WSAStartup makes another
    /// engine. A network or servers that cannot be reached are no reason for it, but for WSATRY_AGAIN.</para>
    /// <para>Source: Windows Sockets, WSAStartup.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static unsafe int WSAStartup(ushort wVersionRequested, out WSADATA lpWSAData)
    {
        WSADATA data = default;
        int error = Provider.Startup(wVersionRequested, (byte*)&data);
        lpWSAData = data;
        return error;
    }

    /// <summary>The same with a pointer.</summary>
    /// <param name="wVersionRequested">The highest version the program knows.</param>
    /// <param name="lpWSAData">Where to put what is in force. Its vendor pointer and what stands behind the ends of its
    /// strings are left as they were. NULL: <see cref="WSAEFAULT"/>, unless the version is refused.</param>
    /// <returns>0 or the error.</returns>
    /// <remarks>Everything else is as with <see cref="WSAStartup(ushort, out WSADATA)"/>.</remarks>
    public static unsafe int WSAStartup(ushort wVersionRequested, WSADATA* lpWSAData) =>
        Provider.Startup(wVersionRequested, (byte*)lpWSAData);

    /// <summary>The same with an address, for programs with a declaration of WSADATA of their own: 408 bytes in a
    /// 64-bit process, 400 in a 32-bit one.</summary>
    /// <param name="wVersionRequested">The highest version the program knows.</param>
    /// <param name="lpWSAData">Where to put what is in force; 0: <see cref="WSAEFAULT"/>, unless the version is
    /// refused.</param>
    /// <returns>0 or the error.</returns>
    /// <remarks>Everything else is as with <see cref="WSAStartup(ushort, out WSADATA)"/>.</remarks>
    public static unsafe int WSAStartup(ushort wVersionRequested, nint lpWSAData) =>
        Provider.Startup(wVersionRequested, (byte*)lpWSAData);

    /// <summary>Takes back one WSAStartup. The final one ends everything.</summary>
    /// <returns>0, with a last error of 0; or <see cref="SOCKET_ERROR"/> with <see cref="WSANOTINITIALISED"/> (one call
    /// too many) or <see cref="WSAEINPROGRESS"/> (from inside the poster, or anything else that the
    /// engine runs while it hands a result over; nothing was taken back).</returns>
    /// <remarks>The final one cancels all requests of all threads without messages, and removes the messages of earlier
    /// ones that still wait in queues of this library. When it returns no buffer is written again: all may be freed. It
    /// waits for calls of other threads and for messages that are just being posted, which is short. The next
    /// WSAStartup begins anew; handles from before can then not be cancelled. It works as well when the engine is down, where
    /// Windows documents WSAENETDOWN: it is the way to recover. Any thread may call it. Source: Windows
    /// Sockets, WSACleanup.</remarks>
    public static int WSACleanup() => Provider.Cleanup();
}
