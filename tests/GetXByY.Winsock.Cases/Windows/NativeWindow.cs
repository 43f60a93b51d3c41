using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace GetXByY.Winsock.Cases;

/// <summary>A message-only window of Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class NativeWindow : ICaseWindow
{
    private const nint MessageOnly = -3; // HWND_MESSAGE
    private const uint AllInput = 0x04FF; // QS_ALLINPUT
    private const uint Remove = 1; // PM_REMOVE

    internal NativeWindow()
    {
        Handle = CreateWindowExW(0, "STATIC", "", 0, 0, 0, 0, 0, MessageOnly, 0, 0, 0);
        if (Handle == 0)
            throw new Win32Exception();
    }

    public nint Handle { get; }

    public bool Take(out WindowMessage message, TimeSpan wait)
    {
        long start = Stopwatch.GetTimestamp();
        NativeMessage native;
        while (!PeekMessageW(out native, Handle, 0, 0, Remove))
        {
            TimeSpan left = wait - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                message = default;
                return false;
            }
            _ = MsgWaitForMultipleObjects(0, 0, 0, (uint)Math.Ceiling(left.TotalMilliseconds), AllInput);
        }
        message = new WindowMessage(native.Window, native.Id, native.WParam, native.LParam);
        return true;
    }

    public void Destroy() => DestroyWindow(Handle);

    [LibraryImport("user32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint CreateWindowExW(
        uint extendedStyle, string className, string name, uint style,
        int x, int y, int width, int height, nint parent, nint menu, nint instance, nint parameter);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DestroyWindow(nint window);

    [LibraryImport("user32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool PeekMessageW(out NativeMessage message, nint window, uint first, uint last, uint remove);

    [LibraryImport("user32")]
    private static partial uint MsgWaitForMultipleObjects(
        uint count, nint handles, int waitAll, uint milliseconds, uint wakeMask);

    [StructLayout(LayoutKind.Sequential)]
    private struct NativeMessage
    {
        internal nint Window;
        internal uint Id;
        internal nuint WParam;
        internal nint LParam;
        internal uint Time;
        internal int X;
        internal int Y;
    }
}
