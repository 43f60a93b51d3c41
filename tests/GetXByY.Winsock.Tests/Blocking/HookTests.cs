namespace GetXByY.Winsock.Tests;

public class HookTests : BlockingFixture
{
    [Fact]
    public void SetBlockingHook_Twice_ReturnsTheOneBefore()
    {
        BlockingHook first = static () => 0;
        BlockingHook? none = Provider.SetBlockingHook(first);
        Assert.NotNull(none);
        Assert.Equal(0, none()); // a hook like any other, that does nothing
        Assert.Same(first, Provider.SetBlockingHook(none));
        Assert.Same(none, Provider.SetBlockingHook(first));
    }

    [Fact]
    public void SetBlockingHook_Null_Faults() => Assert.Equal(WinSock.WSAEFAULT, SetHook(null));

    [Fact]
    public void Hook_Set_RunsUntilTheResultIsThere()
    {
        int rounds = 0;
        Engine.OnWait = static () => { };
        SetHook(() =>
        {
            if (++rounds == 5)
            {
                Engine.Complete(Host);
            }
            return rounds % 2;
        });
        Assert.NotEqual(0, GetHost());
        Assert.Equal(5, rounds);
    }

    [Fact]
    public void Hook_AlwaysBusy_DoesNotHoldUpTheResult()
    {
        SetHook(() =>
        {
            Engine.Complete(Host);
            return 1;
        });
        Assert.NotEqual(0, GetHost());
    }

    [Fact]
    public void Hook_TakenAway_DoesNotRun()
    {
        SetHook(static () => throw new InvalidOperationException());
        Assert.Equal(0, SetHook(BlockingThread.DefaultHook));
        Assert.NotEqual(0, GetHost());
    }

    [Fact]
    public void Hook_AfterTheFinalCleanup_IsGone()
    {
        SetHook(static () => throw new InvalidOperationException());
        Provider.Cleanup();
        Start(0x0101);
        Engine.OnWait = () => Engine.Complete(Host);
        Assert.NotEqual(0, GetHost());
    }

    [Fact]
    public void Hook_OfAnotherThread_DoesNotRun()
    {
        SetHook(static () => throw new InvalidOperationException());
        nint other = 0;
        var thread = new Thread(() => other = GetHost());
        thread.Start();
        thread.Join();
        Assert.NotEqual(0, other);
    }

    [Fact]
    public void Hook_Throws_CancelsAndGoesOnToTheCaller()
    {
        SetHook(static () => throw new InvalidTimeZoneException());
        Assert.Throws<InvalidTimeZoneException>(() => GetHost());
        Assert.Equal(CancelOutcome.AlreadyCancelled, Engine.Cancel(Engine.Last.Handle));
        Assert.False(Provider.IsBlocking());
    }

    [Fact]
    public void CancelBlockingCall_InTheHook_InterruptsTheCall()
    {
        List<int> cancels = [];
        SetHook(() =>
        {
            cancels.Add(Cancel());
            cancels.Add(Cancel());
            return 1;
        });
        Assert.Equal((0, WinSock.WSAEINTR), (GetHost(), LastError.Code));
        Assert.Equal([0, WinSock.WSAEINVAL], cancels);
    }

    [Fact]
    public void CancelBlockingCall_ResultIsThere_FailsAndTheCallSucceeds()
    {
        int cancel = 0;
        SetHook(() =>
        {
            Engine.Complete(Host);
            cancel = Cancel();
            return 0;
        });
        Assert.NotEqual(0, GetHost());
        Assert.Equal(WinSock.WSAEINVAL, cancel);
    }

    [Fact]
    public void CancelBlockingCall_NothingBlocks_IsInvalid() => Assert.Equal(WinSock.WSAEINVAL, Cancel());

    [Fact]
    public void IsBlocking_InAndOutOfTheHook_Tells()
    {
        bool inside = false;
        SetHook(() =>
        {
            inside = Provider.IsBlocking();
            Engine.Complete(Host);
            return 0;
        });
        Assert.False(Provider.IsBlocking());
        GetHost();
        Assert.True(inside);
        Assert.False(Provider.IsBlocking());
    }

    [Fact]
    public unsafe void Functions_InTheHook_AreInProgress()
    {
        Dictionary<string, int> errors = [];
        SetHook(() =>
        {
            WSADATA data;
            errors["WSAAsync"] = StartHost() == 0 ? LastError.Code : 0;
            errors["twin"] = GetHost() == 0 ? LastError.Code : 0;
            errors["gethostname"] = Error(Provider.HostName(null, 0));
            errors["WSACancelAsyncRequest"] = Error(Provider.CancelAsyncRequest(0));
            errors["WSASetBlockingHook"] = SetHook(BlockingThread.DefaultHook);
            errors["WSACleanup"] = Error(Provider.Cleanup());
            errors["WSAStartup"] = Provider.Startup(0x0101, (byte*)&data);
            Engine.Complete(Host);
            return 0;
        });
        Assert.NotEqual(0, GetHost());
        Assert.All(errors, error => Assert.Equal(WinSock.WSAEINPROGRESS, error.Value));
        Assert.Equal(7, errors.Count);
        Assert.Equal(0, Provider.Cleanup()); // neither taken back nor begun anew
        Assert.Equal(WinSock.SOCKET_ERROR, Provider.Cleanup());
    }

    [Fact]
    public void Functions_InAnotherThreadsHook_Work()
    {
        int error = -1;
        SetHook(() =>
        {
            var thread = new Thread(() => error = Error(Provider.CancelAsyncRequest(0)));
            thread.Start();
            thread.Join();
            Engine.Complete(Host);
            return 0;
        });
        GetHost();
        Assert.Equal(WinSock.WSAEINVAL, error);
    }

    [Fact]
    public void Hooks_OfVersion2_DoNotExist()
    {
        Provider.Cleanup();
        Start(0x0202);
        Assert.Equal(WinSock.WSAEOPNOTSUPP, SetHook(static () => 0));
        Assert.Equal(WinSock.WSAEOPNOTSUPP, Cancel());
        Assert.False(Provider.IsBlocking());
    }

    [Theory]
    [InlineData(0x0101, 0x0202)]
    [InlineData(0x0202, 0x0101)]
    [InlineData(0x0002, 0x0001)]
    public void Hooks_AnyStartupOfVersion1_Exist(ushort first, ushort second)
    {
        Provider.Cleanup();
        Start(first);
        Start(second);
        Assert.Equal(0, SetHook(static () => 0));
        Provider.Cleanup();
        Assert.Equal(WinSock.WSAEINVAL, Cancel());
    }

    [Fact]
    public void Hooks_NotStarted_SaySo()
    {
        Provider.Cleanup();
        Assert.Equal(WinSock.WSANOTINITIALISED, SetHook(null));
        Assert.Equal(WinSock.WSANOTINITIALISED, Cancel());
        Assert.False(Provider.IsBlocking());
    }
}
