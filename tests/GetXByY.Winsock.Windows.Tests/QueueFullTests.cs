using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>A queue of Windows takes 10,000 messages. Those of Wine 8 know no limit (30,000 were
/// posted): there a poster of ours says what
/// PostMessageW would; what we make of its error 1816 is a test of the default poster.</summary>
[Collection("one program")]
public sealed class QueueFullTests : IDisposable
{
    private const uint Filler = User32.WM_APP + 1;
    private const int MoreThanTheLimit = 100_000;
    private const int ERROR_NOT_ENOUGH_QUOTA = 1816;

    private readonly WinSockProgram _program = new();
    private readonly FullQueuePoster _poster = new();

    public QueueFullTests()
    {
        if (NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll"), "wine_get_version", out _))
        {
            Assert.True(_program.Window.Post(Filler));
            WinSock.SetMessagePoster(_poster);
            return;
        }
        int posted = 0;
        while (_program.Window.Post(Filler))
        {
            Assert.InRange(++posted, 1, MoreThanTheLimit);
        }
        Assert.Equal(ERROR_NOT_ENOUGH_QUOTA, Marshal.GetLastPInvokeError());
    }

    public void Dispose()
    {
        WinSock.SetMessagePoster(null);
        _program.Dispose();
    }

    [Fact]
    public void Post_ThereIsRoomLater_TheMessageComesThen()
    {
        nint handle = _program.StartProtocol();
        _program.AwaitWrite();
        User32.MSG message;
        do
        {
            message = _program.Window.Get();
            _poster.HasRoom = true;
        }
        while (message.Message == Filler);
        Assert.Equal((WinSockProgram.Message, (nuint)handle), (message.Message, message.WParam));
    }

    [Fact]
    public void Cancel_MessageNotPostedYet_Succeeds()
    {
        nint handle = _program.StartProtocol();
        _program.AwaitWrite();
        Assert.Equal(0, WinSockProgram.Cancel(handle));
        _poster.HasRoom = true;
        while (_program.Window.Peek(out User32.MSG message))
        {
            Assert.Equal(Filler, message.Message);
        }
        _program.Get(_program.StartProtocol()); // a later one comes, this one does not
        Assert.False(_program.Window.Peek(out _));
    }

    [Fact]
    public void DestroyWindow_MessageNotPostedYet_RequestEnds()
    {
        WinSock.SetMessagePoster(_poster);
        nint handle = _program.StartProtocol();
        _program.AwaitWrite();
        _program.Window.Dispose();
        _poster.AwaitNoWindow();
        Assert.Equal(-WinSock.WSAEALREADY, WinSockProgram.Cancel(handle));
    }

    [Fact]
    public void Cleanup_MessageNotPostedYet_DoesNotWaitForRoom()
    {
        _program.StartProtocol();
        _program.AwaitWrite();
        _program.Cleanup();
        while (_program.Window.Peek(out User32.MSG message))
        {
            Assert.Equal(Filler, message.Message);
        }
    }
}
