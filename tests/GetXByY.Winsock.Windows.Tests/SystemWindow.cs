using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>A message-only window of Windows, with a class of its own. Only the thread that made it uses it, but for
/// <see cref="Post"/>.</summary>
internal sealed unsafe class SystemWindow : IDisposable
{
    private const uint Patience = 30_000;
    private const nuint TimerId = 1;
    private const string ClassName = "GetXByY.SystemWindow";

    private static readonly ConcurrentDictionary<nint, SystemWindow> s_windows = new();
    private static readonly ushort s_class = Register();

    internal SystemWindow()
    {
        Assert.NotEqual(0, s_class);
        Handle = User32.CreateWindowExW(0, ClassName, null, 0, 0, 0, 0, 0, User32.HWND_MESSAGE, 0, 0, 0);
        if (Handle == 0)
        {
            throw new Win32Exception();
        }
        s_windows[Handle] = this;
    }

    internal nint Handle { get; }

    /// <summary>What the window procedure does with messages of programs (WM_APP and above).</summary>
    internal Action<User32.MSG>? Procedure { get; set; }

    public void Dispose()
    {
        if (s_windows.TryRemove(Handle, out _))
        {
            Assert.True(User32.DestroyWindow(Handle));
        }
    }

    internal bool Post(uint message) => User32.PostMessageW(Handle, message, 0, 0);

    /// <summary>The next message of the window; the timer sees to it that a test does not wait for ever.</summary>
    internal User32.MSG Get()
    {
        Assert.NotEqual((nuint)0, User32.SetTimer(Handle, TimerId, Patience, 0));
        Assert.Equal(1, User32.GetMessageW(out User32.MSG message, Handle, 0, 0));
        User32.KillTimer(Handle, TimerId);
        Assert.False(message.Message == User32.WM_TIMER, "No message came.");
        return message;
    }

    internal bool Peek(out User32.MSG message) =>
        User32.PeekMessageW(out message, Handle, User32.WM_APP, uint.MaxValue, User32.PM_REMOVE);

    private static ushort Register()
    {
        // The class lives as long as the process, and so must its name.
        var windowClass = new User32.WNDCLASSEXW
        {
            Size = (uint)sizeof(User32.WNDCLASSEXW),
            Procedure = &OnMessage,
            ClassName = Marshal.StringToHGlobalUni(ClassName),
        };
        return User32.RegisterClassExW(windowClass);
    }

    [UnmanagedCallersOnly]
    private static nint OnMessage(nint window, uint message, nuint wParam, nint lParam)
    {
        if (message < User32.WM_APP || !s_windows.TryGetValue(window, out SystemWindow? own))
        {
            return User32.DefWindowProcW(window, message, wParam, lParam);
        }
        own.Procedure?.Invoke(new User32.MSG { Window = window, Message = message, WParam = wParam, LParam = lParam });
        return 0;
    }
}
