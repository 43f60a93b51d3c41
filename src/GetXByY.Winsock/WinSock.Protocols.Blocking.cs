namespace GetXByY.Winsock;

// Protocols, for threads that wait.
public static partial class WinSock
{
    /// <summary>Looks up a protocol by its name or alias, and waits for the result.</summary>
    /// <param name="name">The name; case is ignored, an exact match preferred. Null: WSAEFAULT.</param>
    /// <returns>A pointer to a <see cref="protoent"/>. 0 when it failed; then <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a
    /// blocking hook), <see cref="WSAENETDOWN"/> (the engine is down), <see cref="WSAEINTR"/> (cancelled),
    /// <see cref="WSAEFAULT"/> (no name), <see cref="WSATRY_AGAIN"/> (too many look-ups are outstanding),
    /// <see cref="WSANO_RECOVERY"/> (the database cannot be read) or <see cref="WSANO_DATA"/> (there is none).</returns>
    /// <remarks>
    /// <para>It blocks this thread, and no other, until the look-up has ended. In a program that asked for version 1 a
    /// <see cref="BlockingHook"/> may run meanwhile. The structure lies in memory of this thread and stays as it is until
    /// one of the two for protocols is called by it again; it must not be freed.</para>
    /// <para>Any thread may call it. <see cref="WSACancelBlockingCall"/> from inside the hook, and a final <see cref="WSACleanup"/> of
    /// another thread, cancel it: then nothing is sent any more. Source: Windows Sockets, getprotobyname.</para>
    /// </remarks>
    public static nint getprotobyname(string? name) =>
        Provider.ProtoByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]));

    /// <summary>The same with a pointer.</summary>
    /// <param name="name">The name in UTF-8, ended by NUL; NULL: WSAEFAULT.</param>
    /// <returns>A pointer to a <see cref="protoent"/>, or 0.</returns>
    /// <remarks>Everything else is as with <see cref="getprotobyname(string)"/>.</remarks>
    public static unsafe nint getprotobyname(byte* name) => Provider.ProtoByName(new Utf8Text(name));

    /// <summary>Looks up a protocol by its number, and waits for the result.</summary>
    /// <param name="number">The number in host byte order.</param>
    /// <returns>A pointer to a <see cref="protoent"/>. 0 when it failed; then <see cref="WSAGetLastError"/> gives
    /// <see cref="WSANOTINITIALISED"/>, <see cref="WSAEINPROGRESS"/> (from inside the poster or a
    /// blocking hook), <see cref="WSAENETDOWN"/> (the engine is down), <see cref="WSAEINTR"/> (cancelled),
    /// <see cref="WSATRY_AGAIN"/> (too many look-ups are outstanding),
    /// <see cref="WSANO_RECOVERY"/> (the database cannot be read) or <see cref="WSANO_DATA"/> (there is none).</returns>
    /// <remarks>
    /// <para>It blocks this thread, and no other, until the look-up has ended. In a program that asked for version 1 a
    /// <see cref="BlockingHook"/> may run meanwhile. The structure lies in memory of this thread and stays as it is until
    /// one of the two for protocols is called by it again; it must not be freed.</para>
    /// <para>Any thread may call it. <see cref="WSACancelBlockingCall"/> from inside the hook, and a final <see cref="WSACleanup"/> of
    /// another thread, cancel it: then nothing is sent any more. Source: Windows Sockets, getprotobynumber.</para>
    /// </remarks>
    public static nint getprotobynumber(int number) => Provider.ProtoByNumber(number);
}
