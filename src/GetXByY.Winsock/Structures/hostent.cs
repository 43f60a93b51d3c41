using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>What a host look-up leaves in the caller's buffer.</summary>
/// <remarks>The layout of Win32 in 32-bit and of Win64 in 64-bit processes, on every platform: 16 or 32 bytes. All
/// pointers point into the same buffer, so the structure must not outlive or leave it. Any thread may
/// read it once the message has been posted. Source: Windows Sockets, HOSTENT.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct hostent
{
    /// <summary>The canonical name, UTF-8, ended by NUL. Never NULL.</summary>
    public byte* h_name;

    /// <summary>The other names, each ended by NUL; the list is ended by NULL. Never NULL.</summary>
    public byte** h_aliases;

    /// <summary>The family of the addresses: <see cref="WinSock.AF_INET"/> or <see cref="WinSock.AF_INET6"/>.</summary>
    public short h_addrtype;

    /// <summary>The length of each address in bytes: 4 or 16.</summary>
    public short h_length;

    /// <summary>The addresses in network byte order; the list is ended by NULL. Never NULL.</summary>
    public byte** h_addr_list;

    /// <summary>The first address, NULL when there is none.</summary>
    public readonly byte* h_addr => *h_addr_list;
}
