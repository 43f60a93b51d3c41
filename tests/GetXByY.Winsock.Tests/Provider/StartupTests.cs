using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Tests;

public unsafe class StartupTests() : ProviderFixture(isStarted: false)
{
    [Fact]
    public void Startup_First_OpensOneEngineAndClearsTheLastError()
    {
        LastError.Set(5);
        Assert.Equal(0, Startup());
        Assert.Equal(0, LastError.Code);
        Assert.Equal(0, Startup());
        Assert.Single(Engines);
    }

    [Fact]
    public void Cleanup_WhileAResultIsHandedOver_IsRefused()
    {
        Assert.Equal(0, Startup());
        GetXByY.Lookups.LookupTable.MarkFinishing(1);
        int result = Provider.Cleanup();
        GetXByY.Lookups.LookupTable.MarkFinishing(0);
        Assert.Equal((WinSock.SOCKET_ERROR, WinSock.WSAEINPROGRESS), (result, LastError.Code));
        Assert.Equal(0, Provider.Cleanup());
    }

    [Fact]
    public void Startup_Version_IsFilledIn()
    {
        WSADATA data = default;
        Assert.Equal(0, Provider.Startup(0x0101, (byte*)&data));
        Assert.Equal(0x0101, data.wVersion);
        Assert.Equal(32_767, data.iMaxSockets);
    }

    [Fact]
    public void Startup_VersionRefused_FillsTheDataAndStartsNothing()
    {
        WSADATA data = default;
        Assert.Equal(WinSock.WSAVERNOTSUPPORTED, Provider.Startup(0x0200, (byte*)&data));
        Assert.Equal(0x0202, data.wVersion);
        Assert.Equal(0x0202, data.wHighVersion);
        Assert.Equal("WinSock 2.0", data.szDescription);
        Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
        Assert.Empty(Engines);
        Assert.Equal(WinSock.SOCKET_ERROR, Provider.Cleanup());
    }

    [Fact]
    public void Startup_NullData_IsAFaultUnlessTheVersionIsRefused()
    {
        Assert.Equal(WinSock.WSAEFAULT, Provider.Startup(0x0202, null));
        Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
        Assert.Equal(WinSock.WSAVERNOTSUPPORTED, Provider.Startup(0, null));
        Assert.Empty(Engines);
    }

    [Fact]
    public void Startup_OptionsSet_AreThoseOfTheNextFirstOne()
    {
        NameResolverOptions? seen = null;
        var provider = new WinSockProvider(open: options =>
        {
            seen = options;
            return new ManualEngine();
        });
        WSADATA data;
        var mine = new NameResolverOptions();
        provider.Options = mine;
        provider.Startup(0x0202, (byte*)&data);
        Assert.Same(mine, seen);
    }

    [Fact]
    public void Cleanup_OneTooMany_IsNotInitialised()
    {
        Assert.Equal(WinSock.SOCKET_ERROR, Provider.Cleanup());
        Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
        Startup();
        Startup();
        Assert.Equal(0, Provider.Cleanup());
        Assert.False(Engine.IsDisposed);
        Assert.NotEqual(0, StartHost());
        Assert.Equal(0, Provider.Cleanup());
        Assert.Equal(0, LastError.Code);
        Assert.True(Engine.IsDisposed);
        Assert.Equal(1, Engine.CancelAllCalls);
        Assert.Equal(WinSock.SOCKET_ERROR, Provider.Cleanup());
    }

    [Fact]
    public void Cleanup_Outstanding_CancelsSilently()
    {
        Startup();
        StartHost();
        Assert.Equal(0, Provider.Cleanup());
        Assert.Equal(LookupState.Cancelled, Engine.Last.State);
        Assert.Empty(Poster.Messages);
        Assert.True(Block.IsUntouched);
    }

    [Fact]
    public void Cleanup_ThenStartup_BeginsAnew()
    {
        Startup();
        nint before = StartHost();
        Provider.Cleanup();
        Assert.Equal(0, StartHost());
        Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
        Startup();
        Assert.Equal(2, Engines.Count);
        Assert.Equal(WinSock.SOCKET_ERROR, Provider.CancelAsyncRequest(before));
        Assert.Equal(WinSock.WSAEINVAL, LastError.Code);
        Assert.NotEqual(0, StartHost());
        Assert.False(Engines[0].WasUsedAfterCancelAll);
    }

    [Fact]
    public void Cleanup_EngineIsDown_WorksAndTheNextStartupRecovers()
    {
        Startup();
        Startup();
        StartHost();
        Engine.IsDown = true;
        Assert.Equal(0, Startup()); // counts, and changes nothing
        Assert.Equal(0, StartHost());
        Assert.Equal(WinSock.WSAENETDOWN, LastError.Code);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(0, Provider.Cleanup());
        }
        Assert.Equal(0, Startup());
        Assert.NotEqual(0, StartHost());
    }

    [Fact]
    public void Cleanup_MessagesInOurQueues_RemovesThoseOfTheSession()
    {
        using var window = MessageWindow.Create();
        Provider.SetMessagePoster(null);
        Startup();
        StartHost("h", ReplyTarget.To(window.Handle, 12, 0, 0));
        Engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        window.Post(99, 0, 0);
        Assert.True(MessageQueue.ForCurrentThread.Peek(out WindowMessage message, remove: false));
        Assert.Equal(12u, message.Id);

        Assert.Equal(0, Provider.Cleanup());
        Assert.Equal(99u, MessageQueue.ForCurrentThread.Get().Id);
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }

    [Fact]
    public void Cleanup_MessagesToAThreadWithoutWindows_RemovesThoseOfTheSession()
    {
        MessageQueue queue = MessageQueue.ForCurrentThread;
        Poster.OnPost = () => queue.Post(new WindowMessage(0, 12, 0, 0));
        Startup();
        StartHost();
        Engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        queue.Post(new WindowMessage(0, 99, 0, 0));
        Assert.Equal(0, Provider.Cleanup());
        Assert.Equal(99u, queue.Get().Id);
        Assert.False(queue.Peek(out _));
    }

    [Fact]
    public void Cleanup_NotTheFinalOne_LeavesMessagesAlone()
    {
        using var window = MessageWindow.Create();
        Provider.SetMessagePoster(null);
        Startup();
        Startup();
        StartHost("h", ReplyTarget.To(window.Handle, 12, 0, 0));
        Engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        Provider.Cleanup();
        Assert.Equal(12u, MessageQueue.ForCurrentThread.Get().Id);
    }

    [Fact]
    public void Cleanup_FromADeliveredMessage_Works()
    {
        int result = -2;
        var context = new ManualContext();
        using var window = MessageWindow.CreateDelivering(_ => result = Provider.Cleanup(), context);
        Provider.SetMessagePoster(null);
        Startup();
        StartHost("h", ReplyTarget.To(window.Handle, 12, 0, 0));
        Engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        context.RunOne();
        Assert.Equal(0, result);
    }

    [Fact]
    public void LastError_Set_IsPerThreadAndPInvokesToo()
    {
        LastError.Set(WinSock.WSAEINVAL);
        Assert.Equal(WinSock.WSAEINVAL, Marshal.GetLastPInvokeError());
        Assert.Equal(WinSock.WSAEINVAL, Marshal.GetLastWin32Error());
        int elsewhere = -1;
        var thread = new Thread(() => elsewhere = LastError.Code);
        thread.Start();
        thread.Join();
        Assert.Equal(0, elsewhere);
        Assert.Equal(WinSock.WSAEINVAL, LastError.Code);
    }

    [Fact]
    public unsafe void Startup_NoSocketToBeHad_IsNotReadyAndCanBeTriedAgain()
    {
        bool none = true;
        var provider = new WinSockProvider(open: _ => none
            ? throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TooManyOpenSockets)
            : new ManualEngine());
        WSADATA data;
        Assert.Equal(WinSock.WSASYSNOTREADY, provider.Startup(0x0202, (byte*)&data));
        Assert.Equal(WinSock.WSANOTINITIALISED, WinSock.WSAGetLastError());
        Assert.Equal(WinSock.SOCKET_ERROR, provider.Cleanup());
        none = false;
        Assert.Equal(0, provider.Startup(0x0202, (byte*)&data));
        Assert.Equal(0, provider.Cleanup());
    }
}
