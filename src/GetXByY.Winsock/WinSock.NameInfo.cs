using System.Text;

namespace GetXByY.Winsock;

public static unsafe partial class WinSock
{
    /// <summary>Looks up the name of a host by its address, and the name of a service by its port, and waits for
    /// them.</summary>
    /// <param name="pSockaddr">A <see cref="sockaddr_in"/> or <see cref="sockaddr_in6"/>.</param>
    /// <param name="SockaddrLength">Its length in bytes, at least 16 or 28.</param>
    /// <param name="pNodeBuffer">Where the host's name goes in UTF-16, ended by NUL; or its address in text, if it has no name
    /// or <see cref="NI_NUMERICHOST"/> asks for that. NULL: nowhere.</param>
    /// <param name="NodeBufferSize">The length of that buffer in characters, with the terminator;
    /// <see cref="NI_MAXHOST"/> serves always.</param>
    /// <param name="pServiceBuffer">Where the service's name goes in UTF-16, ended by NUL; or its port in digits, if it has no
    /// name or <see cref="NI_NUMERICSERV"/> asks for that. NULL: nowhere.</param>
    /// <param name="ServiceBufferSize">The length of that buffer in characters, with the terminator;
    /// <see cref="NI_MAXSERV"/> serves nearly always.</param>
    /// <param name="Flags">A combination of the NI_ constants.</param>
    /// <returns>0 or the error, which is the last error too, in this order: <see cref="WSANOTINITIALISED"/>;
    /// <see cref="WSAEINPROGRESS"/> (from inside the poster or a blocking hook); <see cref="WSAENETDOWN"/>;
    /// <see cref="WSAEFAULT"/> (no address, or less than its family has); <see cref="WSAEAFNOSUPPORT"/>;
    /// <see cref="WSAHOST_NOT_FOUND"/> (neither buffer is there); <see cref="WSAEINVAL"/> (unknown flags, a buffer of length 0);
    /// then with <see cref="NI_NAMEREQD"/> WSAHOST_NOT_FOUND, <see cref="WSATRY_AGAIN"/> or
    /// <see cref="WSANO_RECOVERY"/> where the name was not found; <see cref="WSAEINTR"/> (it was cancelled); WSAEFAULT (a
    /// buffer is too small; neither was written).</returns>
    /// <remarks>It blocks the thread, with its blocking hook if it has one. An IPv4 address that is mapped into IPv6 is looked
    /// up as IPv4. Any thread may call it. Source: Windows Sockets, GetNameInfoW.</remarks>
    public static int GetNameInfoW(
        sockaddr* pSockaddr,
        int SockaddrLength,
        char* pNodeBuffer,
        uint NodeBufferSize,
        char* pServiceBuffer,
        uint ServiceBufferSize,
        int Flags) => Provider.GetNameInfo(
            pSockaddr,
            SockaddrLength,
            new NameInfoBuffer(pNodeBuffer, NodeBufferSize, Encoding.Unicode),
            new NameInfoBuffer(pServiceBuffer, ServiceBufferSize, Encoding.Unicode),
            Flags);

    /// <summary>Looks up the name of a host by its address, and the name of a service by its port, and waits for them; the
    /// names are UTF-8.</summary>
    /// <param name="pSockaddr">A <see cref="sockaddr_in"/> or <see cref="sockaddr_in6"/>.</param>
    /// <param name="SockaddrLength">Its length in bytes, at least 16 or 28.</param>
    /// <param name="pNodeBuffer">Where the host's name goes in UTF-8, ended by NUL; NULL: nowhere.</param>
    /// <param name="NodeBufferSize">The length of that buffer in bytes, with the terminator.</param>
    /// <param name="pServiceBuffer">Where the service's name goes in UTF-8, ended by NUL; NULL: nowhere.</param>
    /// <param name="ServiceBufferSize">The length of that buffer in bytes, with the terminator.</param>
    /// <param name="Flags">A combination of the NI_ constants.</param>
    /// <returns>0 or the error, which is the last error too.</returns>
    /// <remarks>Everything else is as with <see cref="GetNameInfoW"/>. Source: Windows Sockets, getnameinfo.</remarks>
    public static int getnameinfo(
        sockaddr* pSockaddr,
        int SockaddrLength,
        byte* pNodeBuffer,
        uint NodeBufferSize,
        byte* pServiceBuffer,
        uint ServiceBufferSize,
        int Flags) => Provider.GetNameInfo(
            pSockaddr,
            SockaddrLength,
            new NameInfoBuffer(pNodeBuffer, NodeBufferSize, Encoding.UTF8),
            new NameInfoBuffer(pServiceBuffer, ServiceBufferSize, Encoding.UTF8),
            Flags);
}
