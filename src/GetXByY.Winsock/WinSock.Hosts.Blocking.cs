using System.Runtime.CompilerServices;
using System.Text;

namespace GetXByY.Winsock;

// Hosts, for threads that wait.
public static partial class WinSock
{
    /// <summary>Looks up the IPv4 addresses of a host, and waits for the result.</summary>
    /// <param name="name">The name. An IPv4 address in text is itself. Null or empty: this machine.</param>
    /// <returns>A pointer to a <see cref="hostent"/>. 0 when it failed; then <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a
    /// blocking hook), <see cref="WSAENETDOWN"/> (the engine is down), <see cref="WSAEINTR"/> (cancelled),
    /// <see cref="WSAHOST_NOT_FOUND"/>, <see cref="WSATRY_AGAIN"/> (no server answered in time, or too many look-ups are
    /// outstanding), <see cref="WSANO_RECOVERY"/> or <see cref="WSANO_DATA"/> (no IPv4 address; IPv6 text too).</returns>
    /// <remarks>
    /// <para>It blocks this thread, and no other, until the look-up has ended. In a program that asked for version 1 a
    /// <see cref="BlockingHook"/> may run meanwhile. The structure lies in memory of this thread and stays as it is until
    /// one of the two for hosts is called by it again; it must not be freed.</para>
    /// <para>Any thread may call it. <see cref="WSACancelBlockingCall"/> from inside the hook, and a final <see cref="WSACleanup"/> of
    /// another thread, cancel it: then nothing is sent any more. Source: Windows Sockets, gethostbyname.</para>
    /// </remarks>
    public static nint gethostbyname(string? name) =>
        Provider.HostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]));

    /// <summary>The same with a pointer.</summary>
    /// <param name="name">The name in UTF-8, ended by NUL. NULL or empty: this machine.</param>
    /// <returns>A pointer to a <see cref="hostent"/>, or 0.</returns>
    /// <remarks>Everything else is as with <see cref="gethostbyname(string)"/>.</remarks>
    public static unsafe nint gethostbyname(byte* name) => Provider.HostByName(new Utf8Text(name));

    /// <summary>Looks up the name of a host by its address, and waits for the result.</summary>
    /// <param name="addr">The address in network byte order; null, or shorter than told: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT. An IPv4
    /// address mapped into IPv6 has the names of the IPv4 address.</param>
    /// <returns>A pointer to a <see cref="hostent"/>. 0 when it failed; then <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a
    /// blocking hook), <see cref="WSAENETDOWN"/> (the engine is down), <see cref="WSAEINTR"/> (cancelled),
    /// <see cref="WSAEFAULT"/>, <see cref="WSAEAFNOSUPPORT"/>, <see cref="WSAEINVAL"/>, <see cref="WSAHOST_NOT_FOUND"/>,
    /// <see cref="WSATRY_AGAIN"/> (no server answered in time, or too many look-ups are outstanding),
    /// <see cref="WSANO_RECOVERY"/> or <see cref="WSANO_DATA"/>.</returns>
    /// <remarks>
    /// <para>It blocks this thread, and no other, until the look-up has ended. In a program that asked for version 1 a
    /// <see cref="BlockingHook"/> may run meanwhile. The structure lies in memory of this thread and stays as it is until
    /// one of the two for hosts is called by it again; it must not be freed.</para>
    /// <para>Any thread may call it. <see cref="WSACancelBlockingCall"/> from inside the hook, and a final <see cref="WSACleanup"/> of
    /// another thread, cancel it: then nothing is sent any more. Source: Windows Sockets, gethostbyaddr.</para>
    /// </remarks>
    [OverloadResolutionPriority(1)]
    public static nint gethostbyaddr(byte[]? addr, int len, int type) =>
        Provider.HostByAddr(addr, addr is null, len, type);

    /// <summary>The same with an address of the memory where it is.</summary>
    /// <param name="addr">The address in network byte order; 0: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT.</param>
    /// <returns>A pointer to a <see cref="hostent"/>, or 0.</returns>
    /// <remarks>Everything else is as with <see cref="gethostbyaddr(byte[], int, int)"/>.</remarks>
    public static nint gethostbyaddr(nint addr, int len, int type) =>
        Provider.HostByAddr(AddressAt(addr, len), addr == 0, len, type);

    /// <summary>The same with a pointer.</summary>
    /// <param name="addr">The address in network byte order; NULL: WSAEFAULT.</param>
    /// <param name="len">Its length in bytes: 4 or 16; more: WSAEINVAL, less: WSAEFAULT.</param>
    /// <param name="type">Its family: <see cref="AF_INET"/> or <see cref="AF_INET6"/>; others: WSAEAFNOSUPPORT.</param>
    /// <returns>A pointer to a <see cref="hostent"/>, or 0.</returns>
    /// <remarks>Everything else is as with <see cref="gethostbyaddr(byte[], int, int)"/>.</remarks>
    public static unsafe nint gethostbyaddr(byte* addr, int len, int type) =>
        Provider.HostByAddr(AddressAt((nint)addr, len), addr is null, len, type);

    /// <summary>Gives the name of this machine, as it was at the first WSAStartup.</summary>
    /// <param name="name">Where it goes, ended by NUL; NULL: WSAEFAULT. 256 bytes always suffice.</param>
    /// <param name="namelen">Its length in bytes. When it is too small: WSAEFAULT, and nothing is written.</param>
    /// <returns>0; or <see cref="SOCKET_ERROR"/>, with <see cref="WSAGetLastError"/> giving
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a blocking hook),
    /// <see cref="WSAENETDOWN"/> (the engine is down) or <see cref="WSAEFAULT"/>.</returns>
    /// <remarks>It does not wait. The name can be looked up by <see cref="gethostbyname(string)"/> and
    /// WSAAsyncGetHostByName, whatever the name servers say. Any thread may call it. Source: Windows Sockets,
    /// gethostname.</remarks>
    public static unsafe int gethostname(byte* name, int namelen) => Provider.HostName(name, namelen);

    /// <summary>The same with an address of the memory.</summary>
    /// <param name="name">Where it goes; 0: WSAEFAULT.</param>
    /// <param name="namelen">Its length in bytes.</param>
    /// <returns>0 or <see cref="SOCKET_ERROR"/>.</returns>
    /// <remarks>Everything else is as with <see cref="gethostname(byte*, int)"/>.</remarks>
    public static unsafe int gethostname(nint name, int namelen) => Provider.HostName((byte*)name, namelen);

    /// <summary>The same with an array.</summary>
    /// <param name="name">Where it goes; null: WSAEFAULT.</param>
    /// <param name="namelen">How much of it may be written; no more than the array has is.</param>
    /// <returns>0 or <see cref="SOCKET_ERROR"/>.</returns>
    /// <remarks>Everything else is as with <see cref="gethostname(byte*, int)"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static unsafe int gethostname(byte[]? name, int namelen)
    {
        fixed (byte* memory = name)
        {
            return Provider.HostName(memory, Math.Min(namelen, name?.Length ?? 0));
        }
    }

    /// <summary>The same with a string builder, as many declarations have it.</summary>
    /// <param name="name">What gets the name in place of its contents; null: WSAEFAULT.</param>
    /// <param name="namelen">How many bytes of UTF-8 there may be, with the NUL that ends them.</param>
    /// <returns>0 or <see cref="SOCKET_ERROR"/>.</returns>
    /// <remarks>Everything else is as with <see cref="gethostname(byte*, int)"/>.</remarks>
    public static unsafe int gethostname(StringBuilder? name, int namelen)
    {
        Span<byte> room = stackalloc byte[Utf8Text.Room];
        fixed (byte* memory = room)
        {
            int result = Provider.HostName(name is null ? null : memory, Math.Min(namelen, room.Length));
            if (result == 0)
            {
                name!.Clear().Append(Encoding.UTF8.GetString(room[..room.IndexOf((byte)0)]));
            }
            return result;
        }
    }
}
