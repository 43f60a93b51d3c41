using System.Runtime.CompilerServices;

namespace GetXByY.Winsock;

public static unsafe partial class WinSock
{
    /// <summary>Looks up the addresses of a host and the port of a service, and waits for them.</summary>
    /// <param name="pNodeName">The host: a name, an address in text (IPv6 also in brackets), "" or "..localmachine" for this
    /// machine. Null: the loopback addresses, or with <see cref="AI_PASSIVE"/> the wildcard ones.</param>
    /// <param name="pServiceName">The service: a port in digits, or a name or alias of the services database, which gives
    /// each address once for TCP and once for UDP, as far as it is known there and the hints allow. Null or "": port
    /// 0.</param>
    /// <param name="pHints">Flags, family, socket type and protocol; all other members 0. NULL is all 0.</param>
    /// <param name="ppResult">Where the address of the first result goes, those in the order in which to try them (RFC 6724),
    /// to be freed by <see cref="FreeAddrInfoW"/>; NULL after an error.</param>
    /// <returns>0 or the error, which is the last error too: <see cref="WSANOTINITIALISED"/>;
    /// <see cref="WSAEINPROGRESS"/> (from inside the poster or a blocking hook); <see cref="WSAENETDOWN"/>;
    /// <see cref="WSAEFAULT"/> (ppResult is NULL); <see cref="WSAHOST_NOT_FOUND"/> (neither host nor service; no such host; an
    /// address of the wrong family, or no address where one is demanded); <see cref="WSANO_RECOVERY"/> (a reserved member
    /// of the hints is set; the services file cannot be read; the servers refuse); <see cref="WSAEINVAL"/> (unknown flags,
    /// <see cref="AI_CANONNAME"/> with <see cref="AI_FQDN"/> or without a host); <see cref="WSAEAFNOSUPPORT"/>;
    /// <see cref="WSAESOCKTNOSUPPORT"/>; <see cref="WSATYPE_NOT_FOUND"/> (no such service for the socket type and
    /// protocol); <see cref="WSANO_DATA"/> (the host has no address of the family); <see cref="WSATRY_AGAIN"/> (no server
    /// answered, or too many look-ups are outstanding); <see cref="WSA_NOT_ENOUGH_MEMORY"/>; <see cref="WSAEINTR"/> (it was
    /// cancelled, by the final <see cref="WSACleanup"/> or by WSACancelBlockingCall).</returns>
    /// <remarks>It blocks the thread, with its blocking hook if it has one. Any thread may call it. Source: Windows Sockets,
    /// GetAddrInfoW.</remarks>
    [OverloadResolutionPriority(1)]
    public static int GetAddrInfoW(string? pNodeName, string? pServiceName, ADDRINFOW* pHints, ADDRINFOW** ppResult) =>
        Provider.GetAddrInfo(
            AddressInfoForm.Wide,
            new Utf8Text(pNodeName, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(pServiceName, stackalloc byte[Utf8Text.Room]),
            AddressInfoHints.From(pHints),
            (void**)ppResult);

    /// <summary>The same with a variable for the result.</summary>
    /// <param name="pNodeName">The host.</param>
    /// <param name="pServiceName">The service.</param>
    /// <param name="pHints">The hints, or NULL.</param>
    /// <param name="ppResult">The first result, to be freed by <see cref="FreeAddrInfoW"/>; NULL after an error.</param>
    /// <returns>0 or the error.</returns>
    /// <remarks>Everything else is as with <see cref="GetAddrInfoW(string, string, ADDRINFOW*, ADDRINFOW**)"/>.</remarks>
    public static int GetAddrInfoW(string? pNodeName, string? pServiceName, ADDRINFOW* pHints, out ADDRINFOW* ppResult)
    {
        ADDRINFOW* first;
        int error = GetAddrInfoW(pNodeName, pServiceName, pHints, &first);
        ppResult = first;
        return error;
    }

    /// <summary>The same with pointers.</summary>
    /// <param name="pNodeName">The host in UTF-16, ended by NUL; or NULL.</param>
    /// <param name="pServiceName">The service in UTF-16, ended by NUL; or NULL.</param>
    /// <param name="pHints">The hints, or NULL.</param>
    /// <param name="ppResult">Where the address of the first result goes.</param>
    /// <returns>0 or the error.</returns>
    /// <remarks>Everything else is as with <see cref="GetAddrInfoW(string, string, ADDRINFOW*, ADDRINFOW**)"/>.</remarks>
    public static int GetAddrInfoW(char* pNodeName, char* pServiceName, ADDRINFOW* pHints, ADDRINFOW** ppResult) =>
        GetAddrInfoW(TextOf(pNodeName), TextOf(pServiceName), pHints, ppResult);

    /// <summary>Frees what GetAddrInfoW has given.</summary>
    /// <param name="pAddrInfo">A result: it and all behind it are freed, with their addresses and names. NULL:
    /// nothing.</param>
    /// <remarks>Exactly once for each result, and nothing that came from elsewhere: neither can be noticed. Any thread may
    /// call it, also without WSAStartup. Source: Windows Sockets, FreeAddrInfoW.</remarks>
    public static void FreeAddrInfoW(ADDRINFOW* pAddrInfo) => Provider.Heap.Free(AddressInfoForm.Wide, pAddrInfo);

    /// <summary>Looks up the addresses of a host and the port of a service, and waits for them; names in the results are
    /// UTF-8.</summary>
    /// <param name="pNodeName">The host.</param>
    /// <param name="pServiceName">The service.</param>
    /// <param name="pHints">The hints, or NULL.</param>
    /// <param name="ppResult">Where the address of the first result goes, to be freed by <see cref="freeaddrinfo"/>; NULL after
    /// an error.</param>
    /// <returns>0 or the error, which is the last error too.</returns>
    /// <remarks>Everything else is as with <see cref="GetAddrInfoW(string, string, ADDRINFOW*, ADDRINFOW**)"/>. Source:
    /// Windows Sockets, getaddrinfo.</remarks>
    [OverloadResolutionPriority(1)]
    public static int getaddrinfo(string? pNodeName, string? pServiceName, ADDRINFOA* pHints, ADDRINFOA** ppResult) =>
        Provider.GetAddrInfo(
            AddressInfoForm.Ansi,
            new Utf8Text(pNodeName, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(pServiceName, stackalloc byte[Utf8Text.Room]),
            AddressInfoHints.From(pHints),
            (void**)ppResult);

    /// <summary>The same with a variable for the result.</summary>
    /// <param name="pNodeName">The host.</param>
    /// <param name="pServiceName">The service.</param>
    /// <param name="pHints">The hints, or NULL.</param>
    /// <param name="ppResult">The first result, to be freed by <see cref="freeaddrinfo"/>; NULL after an error.</param>
    /// <returns>0 or the error.</returns>
    /// <remarks>Everything else is as with <see cref="GetAddrInfoW(string, string, ADDRINFOW*, ADDRINFOW**)"/>.</remarks>
    public static int getaddrinfo(string? pNodeName, string? pServiceName, ADDRINFOA* pHints, out ADDRINFOA* ppResult)
    {
        ADDRINFOA* first;
        int error = getaddrinfo(pNodeName, pServiceName, pHints, &first);
        ppResult = first;
        return error;
    }

    /// <summary>The same with pointers.</summary>
    /// <param name="pNodeName">The host in UTF-8, ended by NUL; or NULL.</param>
    /// <param name="pServiceName">The service in UTF-8, ended by NUL; or NULL.</param>
    /// <param name="pHints">The hints, or NULL.</param>
    /// <param name="ppResult">Where the address of the first result goes.</param>
    /// <returns>0 or the error.</returns>
    /// <remarks>Everything else is as with <see cref="GetAddrInfoW(string, string, ADDRINFOW*, ADDRINFOW**)"/>.</remarks>
    public static int getaddrinfo(byte* pNodeName, byte* pServiceName, ADDRINFOA* pHints, ADDRINFOA** ppResult) =>
        Provider.GetAddrInfo(
            AddressInfoForm.Ansi,
            new Utf8Text(pNodeName),
            new Utf8Text(pServiceName),
            AddressInfoHints.From(pHints),
            (void**)ppResult);

    /// <summary>Frees what getaddrinfo has given.</summary>
    /// <param name="pAddrInfo">A result: it and all behind it are freed, with their addresses and names. NULL:
    /// nothing.</param>
    /// <remarks>Exactly once for each result, and nothing that came from elsewhere: neither can be noticed. Any thread may
    /// call it, also without WSAStartup. Source: Windows Sockets, freeaddrinfo.</remarks>
    public static void freeaddrinfo(ADDRINFOA* pAddrInfo) => Provider.Heap.Free(AddressInfoForm.Ansi, pAddrInfo);
}
