using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>An IPv6 address and port: 28 bytes.</summary>
/// <remarks>Windows' layout and values on every platform. A value like any other: several threads may
/// read it. Source: Windows Sockets, SOCKADDR_IN6.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct sockaddr_in6
{
    /// <summary><see cref="WinSock.AF_INET6"/>, in host byte order: 23 on every platform.</summary>
    public ushort sin6_family;

    /// <summary>The port in network byte order.</summary>
    public ushort sin6_port;

    /// <summary>Traffic class and flow label: 0 in a result.</summary>
    public uint sin6_flowinfo;

    /// <summary>The address in network byte order: sixteen bytes as they are sent.</summary>
    public fixed byte sin6_addr[16];

    /// <summary>The number of the interface of a link-local address in host byte order, else 0.</summary>
    public uint sin6_scope_id;
}
