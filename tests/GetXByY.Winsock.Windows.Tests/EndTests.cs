using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>Requests, windows and programs that end before a message was posted or taken.</summary>
[Collection("one program")]
public sealed class EndTests : IDisposable
{
    private const int ERROR_INVALID_WINDOW_HANDLE = 1400;

    private readonly WinSockProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public void Cancel_InFlight_NoMessageAndNoWrite()
    {
        Assert.Equal(0, WinSockProgram.Cancel(_program.StartEndless()));
        Assert.True(_program.Block.IsUntouched);
        _program.Get(_program.StartProtocol()); // a later one comes
        Assert.False(_program.Window.Peek(out _));
    }

    [Fact]
    public void Cancel_MessageInTheQueue_IsAlreadyAndTheMessageStays()
    {
        nint first = _program.StartProtocol();
        nint second = _program.StartProtocol();
        HashSet<nuint> taken = [_program.Window.Get().WParam];
        nint waiting = taken.Contains((nuint)first) ? second : first;
        while (!User32.PeekMessageW(out _, _program.Window.Handle, WinSockProgram.Message, WinSockProgram.Message, 0))
        {
            Thread.Yield();
        }
        Assert.Equal(-WinSock.WSAEALREADY, WinSockProgram.Cancel(waiting));
        _program.Get(waiting);
    }

    [Fact]
    public void Cancel_InTheWindowProcedure_StopsTheOtherRequest()
    {
        nint endless = _program.StartEndless();
        int ofItself = 1, ofTheOther = 1;
        _program.Window.Procedure = message =>
        {
            ofItself = WinSockProgram.Cancel((nint)message.WParam);
            ofTheOther = WinSockProgram.Cancel(endless);
        };
        _program.StartProtocol();
        User32.DispatchMessageW(_program.Window.Get());
        Assert.Equal((-WinSock.WSAEALREADY, 0), (ofItself, ofTheOther));
    }

    [Fact]
    public void DestroyWindow_RequestCompletes_BufferIsWrittenAndTheMessageGoesNowhere()
    {
        nint window = _program.Window.Handle;
        _program.Window.Dispose();
        Assert.False(User32.PostMessageW(window, User32.WM_APP, 0, 0));
        Assert.Equal(ERROR_INVALID_WINDOW_HANDLE, Marshal.GetLastPInvokeError());
        nint handle = _program.StartProtocol(window);
        _program.AwaitWrite();
        _program.Cleanup(); // it would wait for one that tried to post again and again
        Assert.Equal(-1, WinSock.WSACancelAsyncRequest(handle));
    }

    [Fact]
    public void DestroyWindow_RequestInFlight_CanStillBeCancelled()
    {
        nint handle = _program.StartEndless();
        _program.Window.Dispose();
        Assert.Equal(0, WinSockProgram.Cancel(handle));
        Assert.True(_program.Block.IsUntouched);
    }

    [Fact]
    public void Cleanup_RequestInFlight_IsSilent()
    {
        _program.StartEndless();
        _program.Cleanup();
        Assert.True(_program.Block.IsUntouched);
        Assert.False(_program.Window.Peek(out _));
    }

    [Fact]
    public void Cleanup_MessageInTheSystemsQueue_LeavesIt()
    {
        nint handle = _program.StartProtocol();
        while (!User32.PeekMessageW(out _, _program.Window.Handle, WinSockProgram.Message, WinSockProgram.Message, 0))
        {
            Thread.Yield();
        }
        _program.Cleanup();
        _program.Get(handle);
    }
}
