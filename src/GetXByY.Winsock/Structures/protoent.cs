using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>What a protocol look-up leaves in the caller's buffer.</summary>
/// <remarks>The layout of Win32 in 32-bit and of Win64 in 64-bit processes, on every platform: 12 or 24 bytes. All
/// pointers point into the same buffer, so the structure must not outlive or leave it. Any thread may
/// read it once the message has been posted. Source: Windows Sockets, PROTOENT.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct protoent
{
    /// <summary>The official name, UTF-8, ended by NUL. Never NULL.</summary>
    public byte* p_name;

    /// <summary>The other names, each ended by NUL; the list is ended by NULL. Never NULL.</summary>
    public byte** p_aliases;

    /// <summary>The number in host byte order.</summary>
    public short p_proto;
}
