using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>An IPv4 address and port: 16 bytes.</summary>
/// <remarks>Windows' layout and values on every platform. A value like any other: several threads may
/// read it. Source: Windows Sockets, SOCKADDR_IN.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct sockaddr_in
{
    /// <summary><see cref="WinSock.AF_INET"/>, in host byte order.</summary>
    public ushort sin_family;

    /// <summary>The port in network byte order.</summary>
    public ushort sin_port;

    /// <summary>The address in network byte order: four bytes as they are sent.</summary>
    public fixed byte sin_addr[4];

    /// <summary>Zeros.</summary>
    public fixed byte sin_zero[8];
}
