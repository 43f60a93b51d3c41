namespace GetXByY.Winsock;

/// <summary>What the hints of the three forms say.</summary>
/// <param name="Flags">The AI_ constants.</param>
/// <param name="Family">An AF_ constant.</param>
/// <param name="SocketType">A SOCK_ constant, 0 for any.</param>
/// <param name="Protocol">An IPPROTO_ constant, 0 for any.</param>
/// <param name="HasReserved">Whether a member is set that hints must not have.</param>
internal readonly record struct AddressInfoHints(
    int Flags, int Family, int SocketType, int Protocol, bool HasReserved)
{
    // Those that have a meaning here, and those that allow more than we would do anyway: there is no cache to bypass, all
    // our results may be non-authoritative, and a file server is a host like any other.
    private const int Known = WinSock.AI_PASSIVE | WinSock.AI_CANONNAME | WinSock.AI_NUMERICHOST
        | WinSock.AI_NUMERICSERV | WinSock.AI_BYPASS_DNS_CACHE | WinSock.AI_ALL | WinSock.AI_ADDRCONFIG
        | WinSock.AI_V4MAPPED | WinSock.AI_NON_AUTHORITATIVE | WinSock.AI_FQDN | WinSock.AI_FILESERVER
        | WinSock.AI_DISABLE_IDN_ENCODING;

    internal static unsafe AddressInfoHints From(ADDRINFOA* hints) => From((ADDRINFOW*)hints);

    internal static unsafe AddressInfoHints From(ADDRINFOW* hints) => hints is null ? default : new(
        hints->ai_flags, hints->ai_family, hints->ai_socktype, hints->ai_protocol,
        hints->ai_addrlen != 0 || hints->ai_canonname is not null || hints->ai_addr is not null
            || hints->ai_next is not null);

    internal static unsafe AddressInfoHints From(ADDRINFOEXW* hints) => hints is null ? default : new(
        hints->ai_flags, hints->ai_family, hints->ai_socktype, hints->ai_protocol,
        hints->ai_addrlen != 0 || hints->ai_canonname is not null || hints->ai_addr is not null
            || hints->ai_next is not null);

    internal bool Has(int flag) => (Flags & flag) != 0;

    /// <summary>Checks them, in the order of the documentation.</summary>
    /// <param name="hasName">Whether there is a name that could be canonical.</param>
    /// <returns>0, or the error.</returns>
    internal int Check(bool hasName)
    {
        if (HasReserved)
        {
            return WinSock.WSANO_RECOVERY;
        }
        // Both would want an ADDRINFOEX2W, which has a place for either name.
        bool wantsTwoNames = Has(WinSock.AI_CANONNAME) && Has(WinSock.AI_FQDN);
        if ((Flags & ~Known) != 0 || wantsTwoNames || (!hasName && Has(WinSock.AI_CANONNAME | WinSock.AI_FQDN)))
        {
            return WinSock.WSAEINVAL;
        }
        if (Family is not (WinSock.AF_UNSPEC or WinSock.AF_INET or WinSock.AF_INET6))
        {
            return WinSock.WSAEAFNOSUPPORT;
        }
        return SocketType is >= 0 and <= WinSock.SOCK_SEQPACKET ? 0 : WinSock.WSAESOCKTNOSUPPORT;
    }
}
