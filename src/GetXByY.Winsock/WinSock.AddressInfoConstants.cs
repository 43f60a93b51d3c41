namespace GetXByY.Winsock;

// The constants of the getaddrinfo family, with Windows' values on every platform.
public static partial class WinSock
{
    /// <summary>Hint: the address is for bind; without a host it is the wildcard address.</summary>
    public const int AI_PASSIVE = 0x1;

    /// <summary>Hint: the first result is to have the canonical name.</summary>
    public const int AI_CANONNAME = 0x2;

    /// <summary>Hint: the host is an address in text; a name is WSAHOST_NOT_FOUND, without a query.</summary>
    public const int AI_NUMERICHOST = 0x4;

    /// <summary>Hint: the service is a port in digits; a name is WSAHOST_NOT_FOUND.</summary>
    public const int AI_NUMERICSERV = 0x8;

    /// <summary>Hint: not from a cache. There is none.</summary>
    public const int AI_BYPASS_DNS_CACHE = 0x40;

    /// <summary>Hint, with AI_V4MAPPED: mapped IPv4 addresses also if there are IPv6 ones.</summary>
    public const int AI_ALL = 0x100;

    /// <summary>Hint: ask only for families of which this machine has an address, loopback and link-local ones left
    /// aside; both if it has none.</summary>
    public const int AI_ADDRCONFIG = 0x400;

    /// <summary>Hint, with AF_INET6: if there are no IPv6 addresses, the IPv4 ones mapped into IPv6.</summary>
    public const int AI_V4MAPPED = 0x800;

    /// <summary>Hint: non-authoritative results too. All may be that anyway.</summary>
    public const int AI_NON_AUTHORITATIVE = 0x4000;

    /// <summary>Hint: the first result is to have, as its canonical name, the name that was asked, completed by the search
    /// list, before any CNAME. With AI_CANONNAME: WSAEINVAL.</summary>
    public const int AI_FQDN = 0x20000;

    /// <summary>Hint: it is a file server. It makes no difference.</summary>
    public const int AI_FILESERVER = 0x40000;

    /// <summary>Hint: names beyond ASCII are not to be converted by IDNA; they are WSAHOST_NOT_FOUND then.</summary>
    public const int AI_DISABLE_IDN_ENCODING = 0x80000;

    /// <summary>getnameinfo: of a host in this machine's domain the name without the domain.</summary>
    public const int NI_NOFQDN = 0x1;

    /// <summary>getnameinfo: the address in text, without a query.</summary>
    public const int NI_NUMERICHOST = 0x2;

    /// <summary>getnameinfo: fail if the host has no name.</summary>
    public const int NI_NAMEREQD = 0x4;

    /// <summary>getnameinfo: the port in digits.</summary>
    public const int NI_NUMERICSERV = 0x8;

    /// <summary>getnameinfo: the service of UDP, not of TCP.</summary>
    public const int NI_DGRAM = 0x10;

    /// <summary>The length of a buffer for every host name, in characters with the terminator: 1,025.</summary>
    public const int NI_MAXHOST = 1025;

    /// <summary>The length of a buffer for every usual service name, in characters with the terminator: 32.</summary>
    public const int NI_MAXSERV = 32;

    /// <summary>GetAddrInfoExW: all namespaces. Here that is DNS, with the hosts file.</summary>
    public const uint NS_ALL = 0;

    /// <summary>GetAddrInfoExW: DNS, with the hosts file.</summary>
    public const uint NS_DNS = 12;

    /// <summary>A stream socket: TCP.</summary>
    public const int SOCK_STREAM = 1;

    /// <summary>A datagram socket: UDP.</summary>
    public const int SOCK_DGRAM = 2;

    /// <summary>A raw socket.</summary>
    public const int SOCK_RAW = 3;

    /// <summary>Reliably delivered messages.</summary>
    public const int SOCK_RDM = 4;

    /// <summary>Sequenced packets.</summary>
    public const int SOCK_SEQPACKET = 5;

    /// <summary>TCP: 6.</summary>
    public const int IPPROTO_TCP = 6;

    /// <summary>UDP: 17.</summary>
    public const int IPPROTO_UDP = 17;

    /// <summary>The Berkeley name of WSATRY_AGAIN.</summary>
    public const int EAI_AGAIN = WSATRY_AGAIN;

    /// <summary>The Berkeley name of WSAEINVAL.</summary>
    public const int EAI_BADFLAGS = WSAEINVAL;

    /// <summary>The Berkeley name of WSANO_RECOVERY.</summary>
    public const int EAI_FAIL = WSANO_RECOVERY;

    /// <summary>The Berkeley name of WSAEAFNOSUPPORT.</summary>
    public const int EAI_FAMILY = WSAEAFNOSUPPORT;

    /// <summary>The Berkeley name of WSA_NOT_ENOUGH_MEMORY.</summary>
    public const int EAI_MEMORY = WSA_NOT_ENOUGH_MEMORY;

    /// <summary>The Berkeley name of WSAHOST_NOT_FOUND.</summary>
    public const int EAI_NONAME = WSAHOST_NOT_FOUND;

    /// <summary>The Berkeley name of WSATYPE_NOT_FOUND.</summary>
    public const int EAI_SERVICE = WSATYPE_NOT_FOUND;

    /// <summary>The Berkeley name of WSAESOCKTNOSUPPORT.</summary>
    public const int EAI_SOCKTYPE = WSAESOCKTNOSUPPORT;
}
