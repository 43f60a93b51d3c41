using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>A socket address of some family; the family tells whether it is a <see cref="sockaddr_in"/> or a
/// <see cref="sockaddr_in6"/>.</summary>
/// <remarks>Windows' layout and values on every platform: not an address to hand to the C library of another system.
/// A value like any other: several threads may
/// read it. Source: Windows Sockets, SOCKADDR.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct sockaddr
{
    /// <summary>The family in host byte order: <see cref="WinSock.AF_INET"/> or <see cref="WinSock.AF_INET6"/>.</summary>
    public ushort sa_family;

    /// <summary>What follows depends on the family.</summary>
    public fixed byte sa_data[14];
}
