namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>What a function that returns an int returns when it failed: -1. See
    /// <see cref="WSAGetLastError"/>.</summary>
    public const int SOCKET_ERROR = -1;

    /// <summary>The size in bytes of a buffer that holds every ordinary result: 1,024. A host with many addresses or
    /// long aliases can need more, up to 65,535.</summary>
    public const int MAXGETHOSTSTRUCT = 1024;

    /// <summary>The longest description in <see cref="WSADATA"/>, in bytes without the terminator: 256.</summary>
    public const int WSADESCRIPTION_LEN = 256;

    /// <summary>The longest status in <see cref="WSADATA"/>, in bytes without the terminator: 128.</summary>
    public const int WSASYS_STATUS_LEN = 128;

    /// <summary>No address family: 0.</summary>
    public const int AF_UNSPEC = 0;

    /// <summary>IPv4: 2.</summary>
    public const int AF_INET = 2;

    /// <summary>IPv6: 23, the value of Windows Sockets, on every platform (Linux itself has 10, macOS 30).</summary>
    public const int AF_INET6 = 23;
}
