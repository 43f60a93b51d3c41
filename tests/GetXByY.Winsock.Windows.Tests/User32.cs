using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>The functions of Windows that a program with a message loop calls.</summary>
internal static unsafe partial class User32
{
    internal const nint HWND_MESSAGE = -3;
    internal const uint WM_TIMER = 0x0113;
    internal const uint WM_APP = 0x8000;
    internal const uint PM_REMOVE = 1;

    [LibraryImport("user32", SetLastError = true)]
    internal static partial ushort RegisterClassExW(in WNDCLASSEXW windowClass);

    [LibraryImport("user32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    internal static partial nint CreateWindowExW(
        uint extendedStyle, string className, string? title, uint style, int x, int y, int width, int height, nint parent,
        nint menu, nint instance, nint parameter);

    [LibraryImport("user32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool DestroyWindow(nint window);

    [LibraryImport("user32")]
    internal static partial nint DefWindowProcW(nint window, uint message, nuint wParam, nint lParam);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool IsWindow(nint window);

    [LibraryImport("user32", SetLastError = true)]
    internal static partial int GetMessageW(out MSG message, nint window, uint first, uint last);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool PeekMessageW(out MSG message, nint window, uint first, uint last, uint remove);

    [LibraryImport("user32")]
    internal static partial nint DispatchMessageW(in MSG message);

    [LibraryImport("user32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool PostMessageW(nint window, uint message, nuint wParam, nint lParam);

    [LibraryImport("user32", SetLastError = true)]
    internal static partial nuint SetTimer(nint window, nuint id, uint milliseconds, nint procedure);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool KillTimer(nint window, nuint id);

    [StructLayout(LayoutKind.Sequential)]
    internal struct WNDCLASSEXW
    {
        internal uint Size;
        internal uint Style;
        internal delegate* unmanaged<nint, uint, nuint, nint, nint> Procedure;
        internal int ClassExtra;
        internal int WindowExtra;
        internal nint Instance;
        internal nint Icon;
        internal nint Cursor;
        internal nint Background;
        internal nint MenuName;
        internal nint ClassName;
        internal nint SmallIcon;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MSG
    {
        internal nint Window;
        internal uint Message;
        internal nuint WParam;
        internal nint LParam;
        internal uint Time;
        internal int X;
        internal int Y;
        internal uint Private;
    }
}
