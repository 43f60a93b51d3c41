using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

#pragma warning disable CS8981 // Windows Sockets names it so

/// <summary>A time limit: 8 bytes on every platform, as on Windows, where a long has 32 bits.</summary>
/// <remarks>A value like any other: several threads may read it. Source: Windows Sockets, TIMEVAL.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct timeval
{
    /// <summary>Seconds, not negative.</summary>
    public int tv_sec;

    /// <summary>Microseconds, not negative; they may be more than a second.</summary>
    public int tv_usec;
}
