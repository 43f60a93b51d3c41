using System.Net;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>What the window gets.</summary>
[Collection("one program")]
public sealed class MessageTests : IDisposable
{
    private readonly WinSockProgram _program = new();

    private nint Window => _program.Window.Handle;

    private nint Buffer => _program.Block.Address;

    private int Length => _program.Block.Length;

    public void Dispose() => _program.Dispose();

    [Fact]
    public void GetHostByName_Known_FillsTheBufferAndPosts()
    {
        nint lParam = _program.Get(
            WinSock.WSAAsyncGetHostByName(Window, WinSockProgram.Message, "web", Buffer, Length));
        StructureReader read = Read(lParam);
        Assert.Equal(("www.example", "web", "C0000207"), (read.Name, read.Aliases.Single(), read.Addresses.Single()));
    }

    [Fact]
    public unsafe void GetHostByAddr_Known_FillsTheBufferAndPosts()
    {
        fixed (byte* address = IPAddress.Parse("192.0.2.7").GetAddressBytes())
        {
            nint lParam = _program.Get(WinSock.WSAAsyncGetHostByAddr(
                Window, WinSockProgram.Message, address, 4, WinSock.AF_INET, (byte*)Buffer, Length));
            Assert.Equal("www.example", Read(lParam).Name);
        }
    }

    [Fact]
    public void GetServByName_Known_FillsTheBufferAndPosts()
    {
        nint lParam = _program.Get(
            WinSock.WSAAsyncGetServByName(Window, WinSockProgram.Message, "www", "tcp", Buffer, Length));
        StructureReader read = Read(lParam);
        Assert.Equal(("http", "tcp", "0050"), (read.Name, read.Protocol, read.PortBytes));
    }

    [Fact]
    public void GetServByPort_Known_FillsTheBufferAndPosts()
    {
        int port = (ushort)IPAddress.HostToNetworkOrder((short)80);
        nint lParam = _program.Get(
            WinSock.WSAAsyncGetServByPort(Window, WinSockProgram.Message, port, "udp", Buffer, Length));
        StructureReader read = Read(lParam);
        Assert.Equal(("http", "udp"), (read.Name, read.Protocol));
    }

    [Fact]
    public void GetProtoByName_Known_FillsTheBufferAndPosts()
    {
        nint lParam = _program.Get(
            WinSock.WSAAsyncGetProtoByName(Window, WinSockProgram.Message, "TCP", Buffer, Length));
        Assert.Equal(("tcp", (ushort)6), (Read(lParam).Name, Read(lParam).Number));
    }

    [Fact]
    public void GetProtoByNumber_Known_LParamIsTheLengthAlone()
    {
        nint lParam = _program.Get(_program.StartProtocol());
        Assert.Equal((5 * IntPtr.Size) + 8, lParam);
        Assert.Equal("tcp", Read(lParam).Name);
    }

    [Fact]
    public void GetServByName_Unknown_LParamIsTheErrorWithoutASign()
    {
        nint lParam = _program.Get(
            WinSock.WSAAsyncGetServByName(Window, WinSockProgram.Message, "nothing", null, Buffer, Length));
        Assert.Equal((nint)((uint)WinSock.WSANO_DATA << 16), lParam);
        Assert.True(_program.Block.IsUntouched);
    }

    [Fact]
    public void GetProtoByNumber_NoBuffer_LParamIsTheErrorAndTheLengthNeeded()
    {
        nint lParam = _program.Get(WinSock.WSAAsyncGetProtoByNumber(Window, WinSockProgram.Message, 6, 0, 0));
        Assert.Equal((nint)(((uint)WinSock.WSAENOBUFS << 16) + (5 * IntPtr.Size) + 8), lParam);
    }

    [Fact]
    public void DispatchMessage_Completion_CallsTheWindowProcedure()
    {
        User32.MSG seen = default;
        _program.Window.Procedure = message => seen = message;
        nint handle = _program.StartProtocol();
        User32.MSG message = _program.Window.Get();
        User32.DispatchMessageW(message);
        Assert.Equal((Window, WinSockProgram.Message, (nuint)handle), (seen.Window, seen.Message, seen.WParam));
        Assert.Equal(message.LParam, seen.LParam);
    }

    [Fact]
    public void Window_OfAnotherThread_GetsTheMessageThere()
    {
        nint handle = 0;
        nuint got = 0;
        using var made = new ManualResetEventSlim();
        nint window = 0;
        var thread = new Thread(() =>
        {
            using var own = new SystemWindow();
            window = own.Handle;
            made.Set();
            got = own.Get().WParam;
        });
        thread.Start();
        made.Wait(TestContext.Current.CancellationToken);
        handle = _program.StartProtocol(window);
        thread.Join();
        Assert.Equal((nuint)handle, got);
        Assert.False(_program.Window.Peek(out _));
    }

    [Fact]
    public void Window_Null_RequestRunsAndNoMessageComes()
    {
        _program.StartProtocol(0);
        _program.AwaitWrite();
        _program.Get(_program.StartProtocol()); // a later one comes; PeekMessage for all windows sees no other
        Assert.False(User32.PeekMessageW(out _, 0, User32.WM_APP, uint.MaxValue, User32.PM_REMOVE));
    }

    [Fact]
    public void Windows_OursAndTheSystems_EachGetTheirOwn()
    {
        using MessageWindow ours = MessageWindow.Create();
        nint first = _program.StartProtocol(ours.Handle);
        nint second = _program.StartProtocol();
        _program.Get(second);
        Assert.True(MessageQueue.ForCurrentThread.Get(out WindowMessage message, TimeSpan.FromSeconds(30)));
        Assert.Equal((ours.Handle, (nuint)first), (message.Window, message.WParam));
        Assert.False(_program.Window.Peek(out _));
    }

    private StructureReader Read(nint lParam)
    {
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(lParam));
        Assert.True(_program.Block.AreGuardsUntouched);
        return new StructureReader(_program.Block, IntPtr.Size);
    }
}
