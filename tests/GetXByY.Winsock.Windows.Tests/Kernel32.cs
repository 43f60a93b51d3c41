using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>The functions of Windows that a program with events calls.</summary>
internal static partial class Kernel32
{
    internal const uint WAIT_OBJECT_0 = 0;
    internal const uint WAIT_TIMEOUT = 258;

    [LibraryImport("kernel32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    internal static partial nint CreateEventW(
        nint security,
        [MarshalAs(UnmanagedType.Bool)] bool isManual,
        [MarshalAs(UnmanagedType.Bool)] bool isSet,
        string? name);

    [LibraryImport("kernel32", SetLastError = true)]
    internal static partial uint WaitForSingleObject(nint handle, uint milliseconds);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool CloseHandle(nint handle);
}
