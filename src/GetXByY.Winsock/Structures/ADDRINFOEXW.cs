using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

/// <summary>One address of a host as GetAddrInfoExW gives it, with a link to the next; and the hints for that
/// function.</summary>
/// <remarks>The layout of Win64 in 64-bit processes (72 bytes) and of Win32 in 32-bit ones (44), on every platform; the
/// canonical name stands before the address, other than in the C library's addrinfo. A result lies in memory of this
/// library until <see cref="WinSock.FreeAddrInfoExW"/>; any thread may read and free it. Source: Windows Sockets,
/// ADDRINFOEXW.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ADDRINFOEXW
{
    /// <summary>A combination of the AI_ constants of <see cref="WinSock"/>; in a result those of the hints.</summary>
    public int ai_flags;

    /// <summary>The family: <see cref="WinSock.AF_INET"/> or <see cref="WinSock.AF_INET6"/>, in hints also
    /// <see cref="WinSock.AF_UNSPEC"/> for both.</summary>
    public int ai_family;

    /// <summary>The type of socket, one of the SOCK_ constants; 0 for any.</summary>
    public int ai_socktype;

    /// <summary>The protocol, one of the IPPROTO_ constants; 0 for any. In a result that of the hints.</summary>
    public int ai_protocol;

    /// <summary>The length of <see cref="ai_addr"/> in bytes: 16 or 28; 0 in hints.</summary>
    public nuint ai_addrlen;

    /// <summary>The canonical name in UTF-16, ended by NUL, in the first of the results if
    /// <see cref="WinSock.AI_CANONNAME"/> or <see cref="WinSock.AI_FQDN"/> asked for it, else NULL; NULL in
    /// hints.</summary>
    public char* ai_canonname;

    /// <summary>The address: a <see cref="sockaddr_in"/> or <see cref="sockaddr_in6"/>; NULL in hints.</summary>
    public sockaddr* ai_addr;

    /// <summary>Data of a namespace provider: always NULL.</summary>
    public void* ai_blob;

    /// <summary>The length of that data in bytes: always 0.</summary>
    public nuint ai_bloblen;

    /// <summary>The namespace provider: always NULL.</summary>
    public Guid* ai_provider;

    /// <summary>The next result, NULL behind the last; NULL in hints.</summary>
    public ADDRINFOEXW* ai_next;
}
