namespace GetXByY.Winsock;

// Services, for threads that wait.
public static partial class WinSock
{
    /// <summary>Looks up a service by its name or alias, and waits for the result.</summary>
    /// <param name="name">The name; case is ignored, an exact match preferred. Null: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <returns>A pointer to a <see cref="servent"/>. 0 when it failed; then <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a
    /// blocking hook), <see cref="WSAENETDOWN"/> (the engine is down), <see cref="WSAEINTR"/> (cancelled),
    /// <see cref="WSAEFAULT"/> (no name), <see cref="WSATRY_AGAIN"/> (too many look-ups are outstanding),
    /// <see cref="WSANO_RECOVERY"/> (the database cannot be read) or <see cref="WSANO_DATA"/> (there is none).</returns>
    /// <remarks>
    /// <para>It blocks this thread, and no other, until the look-up has ended. In a program that asked for version 1 a
    /// <see cref="BlockingHook"/> may run meanwhile. The structure lies in memory of this thread and stays as it is until
    /// one of the two for services is called by it again; it must not be freed.</para>
    /// <para>Any thread may call it. <see cref="WSACancelBlockingCall"/> from inside the hook, and a final <see cref="WSACleanup"/> of
    /// another thread, cancel it: then nothing is sent any more. Source: Windows Sockets, getservbyname.</para>
    /// </remarks>
    public static nint getservbyname(string? name, string? proto) => Provider.ServByName(
        new Utf8Text(name, stackalloc byte[Utf8Text.Room]), new Utf8Text(proto, stackalloc byte[Utf8Text.Room]));

    /// <summary>The same with pointers.</summary>
    /// <param name="name">The name in UTF-8, ended by NUL; NULL: WSAEFAULT.</param>
    /// <param name="proto">The protocol's name, as that; NULL takes the first entry that matches.</param>
    /// <returns>A pointer to a <see cref="servent"/>, or 0.</returns>
    /// <remarks>Everything else is as with <see cref="getservbyname(string, string)"/>.</remarks>
    public static unsafe nint getservbyname(byte* name, byte* proto) =>
        Provider.ServByName(new Utf8Text(name), new Utf8Text(proto));

    /// <summary>Looks up a service by its port, and waits for the result.</summary>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name; null takes the first entry that matches.</param>
    /// <returns>A pointer to a <see cref="servent"/>. 0 when it failed; then <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a
    /// blocking hook), <see cref="WSAENETDOWN"/> (the engine is down), <see cref="WSAEINTR"/> (cancelled),
    /// <see cref="WSATRY_AGAIN"/> (too many look-ups are outstanding),
    /// <see cref="WSANO_RECOVERY"/> (the database cannot be read) or <see cref="WSANO_DATA"/> (there is none).</returns>
    /// <remarks>
    /// <para>It blocks this thread, and no other, until the look-up has ended. In a program that asked for version 1 a
    /// <see cref="BlockingHook"/> may run meanwhile. The structure lies in memory of this thread and stays as it is until
    /// one of the two for services is called by it again; it must not be freed.</para>
    /// <para>Any thread may call it. <see cref="WSACancelBlockingCall"/> from inside the hook, and a final <see cref="WSACleanup"/> of
    /// another thread, cancel it: then nothing is sent any more. Source: Windows Sockets, getservbyport.</para>
    /// </remarks>
    public static nint getservbyport(int port, string? proto) =>
        Provider.ServByPort(port, new Utf8Text(proto, stackalloc byte[Utf8Text.Room]));

    /// <summary>The same with a pointer.</summary>
    /// <param name="port">The port in network byte order; the upper 16 bits are ignored.</param>
    /// <param name="proto">The protocol's name in UTF-8, ended by NUL; NULL takes the first entry that matches.</param>
    /// <returns>A pointer to a <see cref="servent"/>, or 0.</returns>
    /// <remarks>Everything else is as with <see cref="getservbyport(int, string)"/>.</remarks>
    public static unsafe nint getservbyport(int port, byte* proto) => Provider.ServByPort(port, new Utf8Text(proto));
}
