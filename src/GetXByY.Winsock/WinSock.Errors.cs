namespace GetXByY.Winsock;

// The error codes of Windows Sockets and the few of Win32 that it borrows. They are the same on every platform.
public static partial class WinSock
{
    /// <summary>The base of the codes taken over from Berkeley: 10,000.</summary>
    public const int WSABASEERR = 10000;

    /// <summary>A blocking call was cancelled by WSACancelBlockingCall.</summary>
    public const int WSAEINTR = 10004;

    /// <summary>The file handle is not valid.</summary>
    public const int WSAEBADF = 10009;

    /// <summary>Access denied.</summary>
    public const int WSAEACCES = 10013;

    /// <summary>A pointer is not valid: a NULL name, address or buffer.</summary>
    public const int WSAEFAULT = 10014;

    /// <summary>An argument is not valid; from WSACancelAsyncRequest: no such request.</summary>
    public const int WSAEINVAL = 10022;

    /// <summary>Too many open sockets.</summary>
    public const int WSAEMFILE = 10024;

    /// <summary>The request cannot be scheduled now: too many are outstanding.</summary>
    public const int WSAEWOULDBLOCK = 10035;

    /// <summary>A blocking call of this thread is running, or the call came from inside the message poster.</summary>
    public const int WSAEINPROGRESS = 10036;

    /// <summary>From WSACancelAsyncRequest: the request has completed, its message was posted.</summary>
    public const int WSAEALREADY = 10037;

    /// <summary>Not a socket.</summary>
    public const int WSAENOTSOCK = 10038;

    /// <summary>A destination address is required.</summary>
    public const int WSAEDESTADDRREQ = 10039;

    /// <summary>The message is too long.</summary>
    public const int WSAEMSGSIZE = 10040;

    /// <summary>The protocol is wrong for this type of socket.</summary>
    public const int WSAEPROTOTYPE = 10041;

    /// <summary>The protocol has no such option.</summary>
    public const int WSAENOPROTOOPT = 10042;

    /// <summary>The protocol is not supported.</summary>
    public const int WSAEPROTONOSUPPORT = 10043;

    /// <summary>The socket type is not supported.</summary>
    public const int WSAESOCKTNOSUPPORT = 10044;

    /// <summary>The operation is not supported.</summary>
    public const int WSAEOPNOTSUPP = 10045;

    /// <summary>The protocol family is not supported.</summary>
    public const int WSAEPFNOSUPPORT = 10046;

    /// <summary>The address family is not supported.</summary>
    public const int WSAEAFNOSUPPORT = 10047;

    /// <summary>The address is in use.</summary>
    public const int WSAEADDRINUSE = 10048;

    /// <summary>The address is not available.</summary>
    public const int WSAEADDRNOTAVAIL = 10049;

    /// <summary>The network subsystem is down: what answers requests has failed, until the WSAStartup after the last
    /// WSACleanup. See <see cref="WSAStartup(ushort, out WSADATA)"/>.</summary>
    public const int WSAENETDOWN = 10050;

    /// <summary>The network cannot be reached.</summary>
    public const int WSAENETUNREACH = 10051;

    /// <summary>The network dropped the connection.</summary>
    public const int WSAENETRESET = 10052;

    /// <summary>The connection was aborted by this side.</summary>
    public const int WSAECONNABORTED = 10053;

    /// <summary>The connection was reset by the other side.</summary>
    public const int WSAECONNRESET = 10054;

    /// <summary>The buffer is too small; the low word of the message's lParam tells the size needed.</summary>
    public const int WSAENOBUFS = 10055;

    /// <summary>The socket is connected.</summary>
    public const int WSAEISCONN = 10056;

    /// <summary>The socket is not connected.</summary>
    public const int WSAENOTCONN = 10057;

    /// <summary>The socket was shut down.</summary>
    public const int WSAESHUTDOWN = 10058;

    /// <summary>Too many references.</summary>
    public const int WSAETOOMANYREFS = 10059;

    /// <summary>The connection timed out.</summary>
    public const int WSAETIMEDOUT = 10060;

    /// <summary>The connection was refused.</summary>
    public const int WSAECONNREFUSED = 10061;

    /// <summary>The name cannot be translated.</summary>
    public const int WSAELOOP = 10062;

    /// <summary>The name is too long.</summary>
    public const int WSAENAMETOOLONG = 10063;

    /// <summary>The host is down.</summary>
    public const int WSAEHOSTDOWN = 10064;

    /// <summary>The host cannot be reached.</summary>
    public const int WSAEHOSTUNREACH = 10065;

    /// <summary>The directory is not empty.</summary>
    public const int WSAENOTEMPTY = 10066;

    /// <summary>Too many tasks use Windows Sockets.</summary>
    public const int WSAEPROCLIM = 10067;

    /// <summary>The user's quota is exhausted.</summary>
    public const int WSAEUSERS = 10068;

    /// <summary>The disk quota is exhausted.</summary>
    public const int WSAEDQUOT = 10069;

    /// <summary>The file handle is stale.</summary>
    public const int WSAESTALE = 10070;

    /// <summary>The item is not local.</summary>
    public const int WSAEREMOTE = 10071;

    /// <summary>The network subsystem is not ready.</summary>
    public const int WSASYSNOTREADY = 10091;

    /// <summary>The version asked for is not supported.</summary>
    public const int WSAVERNOTSUPPORTED = 10092;

    /// <summary>No successful WSAStartup is in force.</summary>
    public const int WSANOTINITIALISED = 10093;

    /// <summary>The other side is shutting the connection down.</summary>
    public const int WSAEDISCON = 10101;

    /// <summary>There are no more results.</summary>
    public const int WSAENOMORE = 10102;

    /// <summary>The call was cancelled.</summary>
    public const int WSAECANCELLED = 10103;

    /// <summary>A provider's table of procedures is not valid.</summary>
    public const int WSAEINVALIDPROCTABLE = 10104;

    /// <summary>A provider is not valid.</summary>
    public const int WSAEINVALIDPROVIDER = 10105;

    /// <summary>A provider could not be loaded.</summary>
    public const int WSAEPROVIDERFAILEDINIT = 10106;

    /// <summary>A system call failed that never should.</summary>
    public const int WSASYSCALLFAILURE = 10107;

    /// <summary>The service is not known.</summary>
    public const int WSASERVICE_NOT_FOUND = 10108;

    /// <summary>The class is not known.</summary>
    public const int WSATYPE_NOT_FOUND = 10109;

    /// <summary>There are no more results.</summary>
    public const int WSA_E_NO_MORE = 10110;

    /// <summary>The request was cancelled.</summary>
    public const int WSA_E_CANCELLED = 10111;

    /// <summary>The query was refused.</summary>
    public const int WSAEREFUSED = 10112;

    /// <summary>There is no such host; a server with authority said so.</summary>
    public const int WSAHOST_NOT_FOUND = 11001;

    /// <summary>No server could say just now; trying later may help.</summary>
    public const int WSATRY_AGAIN = 11002;

    /// <summary>No server would answer, or a database file cannot be read; trying again will not help.</summary>
    public const int WSANO_RECOVERY = 11003;

    /// <summary>The name has nothing of the kind asked for, or the service or protocol is unknown.</summary>
    public const int WSANO_DATA = 11004;

    /// <summary>The old name of WSANO_DATA.</summary>
    public const int WSANO_ADDRESS = 11004;

    /// <summary>The Berkeley name of WSAHOST_NOT_FOUND.</summary>
    public const int HOST_NOT_FOUND = 11001;

    /// <summary>The Berkeley name of WSATRY_AGAIN.</summary>
    public const int TRY_AGAIN = 11002;

    /// <summary>The Berkeley name of WSANO_RECOVERY.</summary>
    public const int NO_RECOVERY = 11003;

    /// <summary>The Berkeley name of WSANO_DATA.</summary>
    public const int NO_DATA = 11004;

    /// <summary>The Berkeley name of WSANO_ADDRESS.</summary>
    public const int NO_ADDRESS = 11004;

    /// <summary>The handle is not valid.</summary>
    public const int WSA_INVALID_HANDLE = 6;

    /// <summary>There is not enough memory.</summary>
    public const int WSA_NOT_ENOUGH_MEMORY = 8;

    /// <summary>A parameter is not valid.</summary>
    public const int WSA_INVALID_PARAMETER = 87;

    /// <summary>The operation was aborted.</summary>
    public const int WSA_OPERATION_ABORTED = 995;

    /// <summary>The operation has not ended.</summary>
    public const int WSA_IO_INCOMPLETE = 996;

    /// <summary>The operation goes on.</summary>
    public const int WSA_IO_PENDING = 997;
}
