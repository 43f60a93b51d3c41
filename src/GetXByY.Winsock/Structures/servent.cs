using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>What a service look-up leaves in the caller's buffer.</summary>
/// <remarks>The layout of Win32 in 32-bit processes (16 bytes, the port before the protocol) and of Win64 in 64-bit
/// ones (32 bytes, the protocol before the port), on every platform; that is why two members are properties. All
/// pointers point into the same buffer, so the structure must not outlive or leave it. Any thread may
/// read it once the message has been posted. Source: Windows Sockets, SERVENT.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct servent
{
    /// <summary>The official name, UTF-8, ended by NUL. Never NULL.</summary>
    public byte* s_name;

    /// <summary>The other names, each ended by NUL; the list is ended by NULL. Never NULL.</summary>
    public byte** s_aliases;

    private nint _third;
    private nint _fourth;

    /// <summary>The port in network byte order.</summary>
    public short s_port
    {
        readonly get
        {
            nint word = sizeof(nint) == 8 ? _fourth : _third;
            return *(short*)&word; // the first two bytes, whatever the machine's byte order
        }

        set
        {
            nint word = 0;
            *(short*)&word = value;
            (sizeof(nint) == 8 ? ref _fourth : ref _third) = word;
        }
    }

    /// <summary>The name of the protocol, UTF-8, ended by NUL. Never NULL.</summary>
    public byte* s_proto
    {
        readonly get => (byte*)(sizeof(nint) == 8 ? _third : _fourth);
        set => (sizeof(nint) == 8 ? ref _third : ref _fourth) = (nint)value;
    }
}
