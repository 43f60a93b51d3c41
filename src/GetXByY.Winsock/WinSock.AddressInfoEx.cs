using System.Runtime.CompilerServices;

namespace GetXByY.Winsock;

public static unsafe partial class WinSock
{
    /// <summary>Looks up the addresses of a host and the port of a service; without waiting, if there is an
    /// OVERLAPPED.</summary>
    /// <param name="pName">The host: a name, an address in text (IPv6 also in brackets), "" or "..localmachine" for this
    /// machine. Null: the loopback addresses, or with <see cref="AI_PASSIVE"/> the wildcard ones.</param>
    /// <param name="pServiceName">The service: a port in digits, or a name or alias of the services database, which gives
    /// each address once for TCP and once for UDP, as far as it is known there and the hints allow. Null or "": port
    /// 0.</param>
    /// <param name="dwNameSpace"><see cref="NS_ALL"/> or <see cref="NS_DNS"/>, which are the same here.</param>
    /// <param name="lpNspId">NULL.</param>
    /// <param name="hints">Flags, family, socket type and protocol; all other members 0. NULL is all 0.</param>
    /// <param name="ppResult">Where the address of the first result goes, those in the order in which to try them (RFC 6724),
    /// to be freed by <see cref="FreeAddrInfoExW"/>. It is NULL as soon as the call is made, and stays NULL after an
    /// error. With an OVERLAPPED it must stay where it is until the completion.</param>
    /// <param name="timeout">How long the look-up may take, rounded up to milliseconds, 1 ms at least and 24 days at most;
    /// then it fails with <see cref="WSATRY_AGAIN"/>. NULL: as long as the servers' attempts last.</param>
    /// <param name="lpOverlapped">NULL: the call waits. Else its state, to stay where it is until the completion. Its hEvent is
    /// an event that is set then: the value of an <see cref="EventWaitHandle"/>'s SafeWaitHandle, on Windows of any event; it
    /// must stay open until then (if it was closed nothing is set), and is neither reset nor closed.</param>
    /// <param name="lpCompletionRoutine">What runs at the completion; NULL for none. With neither an event nor a routine
    /// <see cref="GetAddrInfoExOverlappedResult"/> tells when it is complete.</param>
    /// <param name="lpHandle">Where the handle goes by which <see cref="GetAddrInfoExCancel"/> cancels, before anything can
    /// complete; NULL for nowhere. It is written only when the call returns <see cref="WSA_IO_PENDING"/>.</param>
    /// <returns>
    /// <para>0: it is done. <see cref="WSA_IO_PENDING"/>: it will be, and there is one completion, perhaps before the call
    /// returns. Anything else: it has failed, and there is no completion. The last error is the same.</para>
    /// <para>At once, in this order: <see cref="WSANOTINITIALISED"/>; <see cref="WSAEINPROGRESS"/> (from inside the poster
    /// or a blocking hook); <see cref="WSAENETDOWN"/>; <see cref="WSAEFAULT"/> (ppResult is NULL); <see cref="WSAEINVAL"/> (an
    /// event and a routine, a routine without an OVERLAPPED, a negative timeout); <see cref="WSASERVICE_NOT_FOUND"/>
    /// (another namespace or provider); <see cref="WSAHOST_NOT_FOUND"/> (neither host nor service);
    /// <see cref="WSANO_RECOVERY"/> (a reserved member of the hints is set); WSAEINVAL (unknown flags,
    /// <see cref="AI_CANONNAME"/> with <see cref="AI_FQDN"/> or without a host); <see cref="WSAEAFNOSUPPORT"/>;
    /// <see cref="WSAESOCKTNOSUPPORT"/>; <see cref="WSATYPE_NOT_FOUND"/> (no such service for the socket type and protocol),
    /// WSANO_RECOVERY (the services file cannot be read); WSAHOST_NOT_FOUND (an address of the wrong family, or no address
    /// where one is demanded); <see cref="WSANO_DATA"/> (AI_ADDRCONFIG excludes the family); WSATRY_AGAIN (too many are
    /// outstanding).</para>
    /// <para>Otherwise at the end: WSAHOST_NOT_FOUND, WSANO_DATA (the name has no address of the family), WSATRY_AGAIN,
    /// WSANO_RECOVERY (the servers refuse) or <see cref="WSA_NOT_ENOUGH_MEMORY"/>.</para>
    /// </returns>
    /// <remarks>
    /// <para>While it is pending, Internal of the OVERLAPPED is WSAEINPROGRESS. At the completion, which comes once, the
    /// result variable is written, then Pointer (that variable's address), then Internal (0 or the error); then the event is
    /// set or the routine runs, on a thread of the pool and under no lock. From the write of Internal on the library touches
    /// neither of them again.</para>
    /// <para>The final <see cref="WSACleanup"/> cancels what is pending: Internal is <see cref="WSA_E_CANCELLED"/> when it
    /// returns, nothing is written after it, and no event is set and no routine run for it. Any thread may call this. Source:
    /// Windows Sockets, GetAddrInfoExW.</para>
    /// </remarks>
    [OverloadResolutionPriority(2)]
    public static int GetAddrInfoExW(
        string? pName,
        string? pServiceName,
        uint dwNameSpace,
        Guid* lpNspId,
        ADDRINFOEXW* hints,
        ADDRINFOEXW** ppResult,
        timeval* timeout,
        OVERLAPPED* lpOverlapped,
        delegate* unmanaged<uint, uint, OVERLAPPED*, void> lpCompletionRoutine,
        nint* lpHandle) => Provider.GetAddrInfoEx(new AddressInfoExCall
        {
            Name = new Utf8Text(pName, stackalloc byte[Utf8Text.Room]),
            ServiceName = new Utf8Text(pServiceName, stackalloc byte[Utf8Text.Room]),
            NameSpace = dwNameSpace,
            NspId = lpNspId,
            Hints = hints,
            Result = ppResult,
            Timeout = timeout,
            Overlapped = lpOverlapped,
            Routine = new CompletionRoutine(lpCompletionRoutine),
            Handle = lpHandle,
        });

    /// <summary>The same with a delegate for the routine.</summary>
    /// <param name="pName">The host.</param>
    /// <param name="pServiceName">The service.</param>
    /// <param name="dwNameSpace"><see cref="NS_ALL"/> or <see cref="NS_DNS"/>.</param>
    /// <param name="lpNspId">NULL.</param>
    /// <param name="hints">The hints, or NULL.</param>
    /// <param name="ppResult">Where the address of the first result goes.</param>
    /// <param name="timeout">The time limit, or NULL.</param>
    /// <param name="lpOverlapped">The state, or NULL to wait.</param>
    /// <param name="lpCompletionRoutine">What runs at the completion; null for none. It is referred to until it has
    /// run.</param>
    /// <param name="lpHandle">Where the handle goes, or NULL.</param>
    /// <returns>0, <see cref="WSA_IO_PENDING"/> or the error.</returns>
    /// <remarks>Everything else is as with the function pointer.</remarks>
    [OverloadResolutionPriority(1)]
    public static int GetAddrInfoExW(
        string? pName,
        string? pServiceName,
        uint dwNameSpace,
        Guid* lpNspId,
        ADDRINFOEXW* hints,
        ADDRINFOEXW** ppResult,
        timeval* timeout,
        OVERLAPPED* lpOverlapped,
        LPLOOKUPSERVICE_COMPLETION_ROUTINE? lpCompletionRoutine,
        nint* lpHandle) => Provider.GetAddrInfoEx(new AddressInfoExCall
        {
            Name = new Utf8Text(pName, stackalloc byte[Utf8Text.Room]),
            ServiceName = new Utf8Text(pServiceName, stackalloc byte[Utf8Text.Room]),
            NameSpace = dwNameSpace,
            NspId = lpNspId,
            Hints = hints,
            Result = ppResult,
            Timeout = timeout,
            Overlapped = lpOverlapped,
            Routine = new CompletionRoutine(lpCompletionRoutine),
            Handle = lpHandle,
        });

    /// <summary>The same with pointers for the names.</summary>
    /// <param name="pName">The host in UTF-16, ended by NUL; or NULL.</param>
    /// <param name="pServiceName">The service in UTF-16, ended by NUL; or NULL.</param>
    /// <param name="dwNameSpace"><see cref="NS_ALL"/> or <see cref="NS_DNS"/>.</param>
    /// <param name="lpNspId">NULL.</param>
    /// <param name="hints">The hints, or NULL.</param>
    /// <param name="ppResult">Where the address of the first result goes.</param>
    /// <param name="timeout">The time limit, or NULL.</param>
    /// <param name="lpOverlapped">The state, or NULL to wait.</param>
    /// <param name="lpCompletionRoutine">What runs at the completion, or NULL.</param>
    /// <param name="lpHandle">Where the handle goes, or NULL.</param>
    /// <returns>0, <see cref="WSA_IO_PENDING"/> or the error.</returns>
    /// <remarks>Everything else is as with strings.</remarks>
    public static int GetAddrInfoExW(
        char* pName,
        char* pServiceName,
        uint dwNameSpace,
        Guid* lpNspId,
        ADDRINFOEXW* hints,
        ADDRINFOEXW** ppResult,
        timeval* timeout,
        OVERLAPPED* lpOverlapped,
        delegate* unmanaged<uint, uint, OVERLAPPED*, void> lpCompletionRoutine,
        nint* lpHandle) => GetAddrInfoExW(
            TextOf(pName), TextOf(pServiceName), dwNameSpace, lpNspId, hints, ppResult, timeout, lpOverlapped,
            lpCompletionRoutine, lpHandle);

    /// <summary>Looks up the addresses of a host and the port of a service, and waits for them.</summary>
    /// <param name="pName">The host.</param>
    /// <param name="pServiceName">The service.</param>
    /// <param name="dwNameSpace"><see cref="NS_ALL"/> or <see cref="NS_DNS"/>.</param>
    /// <param name="hints">The hints, or NULL.</param>
    /// <param name="ppResult">The first result, to be freed by <see cref="FreeAddrInfoExW"/>; NULL after an error.</param>
    /// <returns>0 or the error, which is the last error too.</returns>
    /// <remarks>It blocks as <see cref="GetAddrInfoW(string, string, ADDRINFOW*, ADDRINFOW**)"/> does. Everything else is as
    /// with ten arguments of which the last four are NULL.</remarks>
    public static int GetAddrInfoExW(
        string? pName, string? pServiceName, uint dwNameSpace, ADDRINFOEXW* hints, out ADDRINFOEXW* ppResult)
    {
        ADDRINFOEXW* first;
        int error = GetAddrInfoExW(
            pName, pServiceName, dwNameSpace, null, hints, &first, null, null,
            (delegate* unmanaged<uint, uint, OVERLAPPED*, void>)null, null);
        ppResult = first;
        return error;
    }

    /// <summary>Cancels a GetAddrInfoExW that is pending.</summary>
    /// <param name="lpHandle">Where the handle is.</param>
    /// <returns>
    /// <para>0: the request has no result and never will. Its OVERLAPPED and its result variable are final already: NULL
    /// and <see cref="WSA_E_CANCELLED"/>; the event is set or the routine run soon, on a thread of the pool, once.</para>
    /// <para><see cref="WSA_INVALID_HANDLE"/>: it is complete (its variables are final, its event is set, its routine runs or
    /// soon will), or was cancelled before, or there is none; or the pointer is NULL. <see cref="WSANOTINITIALISED"/>,
    /// <see cref="WSAEINPROGRESS"/> (from inside the poster or a blocking hook), <see cref="WSAENETDOWN"/> (the engine is down,
    /// and this request is complete, or was cancelled, or never was). The last error is the same.</para>
    /// </returns>
    /// <remarks>Any thread may cancel, also while another does, from inside the routine, and while it holds a lock that the
    /// routine wants: it takes no lock and waits for no code of the user's; only where it fails while another thread is in
    /// <see cref="WSACleanup"/> it waits for the end of that. The handle is one of the same kind as those of the
    /// WSAAsync functions; do not mix them. Source: Windows Sockets, GetAddrInfoExCancel.</remarks>
    public static int GetAddrInfoExCancel(nint* lpHandle) => Provider.CancelAddrInfoEx(lpHandle);

    /// <summary>Tells how a GetAddrInfoExW that does not wait has ended.</summary>
    /// <param name="lpOverlapped">Its state.</param>
    /// <returns>0, or its error; <see cref="WSAEINPROGRESS"/> while it is pending; <see cref="WSAEINVAL"/> for NULL;
    /// <see cref="WSANOTINITIALISED"/>. The last error is the same.</returns>
    /// <remarks>It does not wait. Once it tells anything but WSAEINPROGRESS the result variable is final. Any thread may call
    /// it, as long as the structure is there. Source: Windows Sockets, GetAddrInfoExOverlappedResult.</remarks>
    public static int GetAddrInfoExOverlappedResult(OVERLAPPED* lpOverlapped) => Provider.AddrInfoExResult(lpOverlapped);

    /// <summary>Frees what GetAddrInfoExW has given.</summary>
    /// <param name="pAddrInfoEx">A result: it and all behind it are freed, with their addresses and names. NULL:
    /// nothing.</param>
    /// <remarks>Exactly once for each result, and nothing that came from elsewhere: neither can be noticed. Any thread may
    /// call it, also without WSAStartup. Source: Windows Sockets, FreeAddrInfoExW.</remarks>
    public static void FreeAddrInfoExW(ADDRINFOEXW* pAddrInfoEx) =>
        Provider.Heap.Free(AddressInfoForm.Extended, pAddrInfoEx);

    private static string? TextOf(char* text) => text is null ? null : new string(text);
}
