namespace GetXByY;

/// <summary>Why a look-up found nothing. The values are those of <see cref="System.Net.Sockets.SocketError"/> and of
/// Windows Sockets.</summary>
public enum LookupError
{
    /// <summary>It found something.</summary>
    None = 0,

    /// <summary>The resolver itself has failed: it has lost its thread, or the way to wake it. It stays so: every further
    /// look-up ends the same way until another resolver is made (in Winsock by WSACleanup and WSAStartup). A network or
    /// servers that cannot be reached are <see cref="TryAgain"/>. WSAENETDOWN.</summary>
    NetworkDown = 10050,

    /// <summary>There is no such host: a server with authority said so (NXDOMAIN), or the text is no possible
    /// name. WSAHOST_NOT_FOUND.</summary>
    HostNotFound = 11001,

    /// <summary>Nobody could say just now: no server answered in time, they failed (SERVFAIL), the deadline passed,
    /// or too many look-ups are outstanding. Trying later may help. WSATRY_AGAIN.</summary>
    TryAgain = 11002,

    /// <summary>No server would answer (FORMERR, REFUSED, NOTIMP), or a database file that exists cannot be read.
    /// Trying again will not help. WSANO_RECOVERY.</summary>
    NoRecovery = 11003,

    /// <summary>The name is there but has nothing of the kind that was asked for; or the service or protocol is
    /// unknown. WSANO_DATA.</summary>
    NoData = 11004,
}
