namespace GetXByY.Winsock.Tests;

/// <summary>A GetAddrInfoExW that does not wait: what is written when, and what follows.</summary>
public unsafe class PendingTests : AddressInfoFixture
{
    [Fact]
    public void Start_Pending_TellsSoEverywhereAndGivesTheHandle()
    {
        Engine.NextHandle = 0x8000_0001;
        Engine.OnSubmit = () => Assert.Equal(unchecked((nint)0x8000_0001), Call.Handle);
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start());
        Assert.Equal(unchecked((nint)0x8000_0001), Call.Handle);
        Assert.True(Call.Result is null);
        Assert.Equal((nuint)WinSock.WSAEINPROGRESS, Call.Overlapped.Internal);
        Assert.Equal(WinSock.WSAEINPROGRESS, Call.Outcome());
        Assert.Equal("host.example", Text(Engine.Last.Argument));
        Assert.Equal(0u, Engine.Last.Timeout);
    }

    [Fact]
    public void Complete_Found_WritesTheResultThePointerAndTheOutcome()
    {
        Call.WithRoutine().Start(service: "80");
        Engine.Write(new LookupResult<object>(Host("192.0.2.1", "2001:db8::1")));
        // written, but a cancel could still win: nobody may see it
        Assert.True(Call.Result is null);
        Assert.Equal(WinSock.WSAEINPROGRESS, Call.Outcome());
        Assert.True(Engine.TryPost());
        Assert.Empty(Call.Completions); // not on the stack of the finisher, who still holds the state
        Assert.Equal(0, Call.Outcome());
        Assert.Equal((nuint)0, Call.Overlapped.Internal);
        Assert.Equal(Call.ResultAddress, (nint)Call.Overlapped.Pointer);
        Engine.RunPool();
        Assert.Equal([0], Call.Completions);
        Assert.Equal(2, Provider.Heap.Blocks);
        Assert.Equal(["192.0.2.1:80 0 0", "[2001:db8::1]:80 0 0"], Call.Take());
        Assert.Equal(0, Provider.Heap.Blocks);
    }

    // On the finisher's worker, and for this function alone: hostent has the order of the answer.
    [Fact]
    public void Face_Pending_WantsTheAddressesInOrder()
    {
        Call.Start();
        Assert.True(Engine.Last.Face.WantsOrder);
        Provider.GetHostByName(new Utf8Text("host.example", stackalloc byte[Utf8Text.Room]), default);
        Assert.False(Engine.Last.Face.WantsOrder);
    }

    [Fact]
    public void Start_Synchronous_PutsTheAddressesInOrderOnItsOwnThread()
    {
        int thread = 0;
        Engine.OnWait = () => Engine.Complete(Host("192.0.2.1", "2001:db8::1"));
        Engine.OnArrange = host =>
        {
            thread = Environment.CurrentManagedThreadId;
            return Host([.. host.Addresses.Reverse().Select(a => a.ToString())]);
        };
        Call.IsSynchronous = true;
        Assert.Equal(0, Call.Start());
        Assert.Equal(["[2001:db8::1]:0 0 0", "192.0.2.1:0 0 0"], Call.Take());
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Complete_NotFound_LeavesNullAndTheError()
    {
        Call.WithRoutine().Start();
        Engine.Complete(new LookupResult<object>(LookupError.TryAgain, ""));
        Engine.RunPool();
        Assert.Equal([WinSock.WSATRY_AGAIN], Call.Completions);
        Assert.Equal(WinSock.WSATRY_AGAIN, Call.Outcome());
        Assert.True(Call.Result is null);
        Assert.Equal(Call.ResultAddress, (nint)Call.Overlapped.Pointer);
    }

    [Fact]
    public void Complete_NeitherEventNorRoutine_CanBePolled()
    {
        Call.Start();
        Engine.Complete(Host("192.0.2.1"));
        Assert.Empty(Engine.Pool);
        Assert.Equal(0, Call.Outcome());
        Assert.Single(Call.Take());
    }

    [Fact]
    public void Cancel_Pending_CompletesOnceWithTheCodeAndWithoutResults()
    {
        Call.WithRoutine().Start();
        Assert.Equal(0, Call.Cancel());
        Assert.Empty(Call.Completions); // not on the canceller's stack
        Assert.Equal(WinSock.WSA_E_CANCELLED, Call.Outcome());
        Engine.RunPool();
        Assert.Equal([WinSock.WSA_E_CANCELLED], Call.Completions);
        Assert.True(Call.Result is null);
        Assert.Equal(Call.ResultAddress, (nint)Call.Overlapped.Pointer);
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, Call.Cancel());
        Engine.RunPool();
        Assert.Single(Call.Completions);
    }

    /// <summary>Also while the engine goes down a cancel wins or loses: nothing pending is ever refused.</summary>
    [Fact]
    public void Cancel_PendingWhileTheEngineGoesDown_Wins()
    {
        Call.WithRoutine().Start();
        Engine.IsDown = true;
        Assert.Equal(0, Call.Cancel());
        Engine.RunPool();
        Assert.Equal([WinSock.WSA_E_CANCELLED], Call.Completions);
        Assert.Equal(WinSock.WSAENETDOWN, Call.Cancel());
    }

    [Fact]
    public void Cancel_ListMadeButNotPosted_FreesTheList()
    {
        Call.WithRoutine().Start();
        Engine.Write(new LookupResult<object>(Host("192.0.2.1", "192.0.2.2")));
        Assert.Equal(2, Provider.Heap.Blocks);
        Assert.Equal(0, Call.Cancel());
        Assert.Equal(0, Provider.Heap.Blocks);
        Assert.True(Call.Result is null);
        Engine.RunPool();
        Assert.Equal([WinSock.WSA_E_CANCELLED], Call.Completions);
    }

    [Fact]
    public void Cancel_Complete_IsNoHandle()
    {
        Call.WithRoutine().Start();
        Engine.Complete(Host("192.0.2.1"));
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, Call.Cancel());
        Engine.RunPool();
        Assert.Equal([0], Call.Completions);
        Call.Take();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(-1)]
    public void Cancel_NeverIssued_IsNoHandle(int handle)
    {
        Call.Start();
        Call.Handle = handle;
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, Call.Cancel());
    }

    [Fact]
    public void Cancel_NullPointer_IsNoHandle() =>
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, Provider.CancelAddrInfoEx(null));

    [Fact]
    public void Cancel_FromInsideTheRoutine_IsNoHandle()
    {
        int inside = -1;
        Call.WithRoutine(() => inside = Call.Cancel()).Start();
        Engine.Complete(Host("192.0.2.1"));
        Engine.RunPool();
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, inside);
        Call.Take();
    }

    [Fact]
    public void Cancel_OfACallWithAnEvent_SetsIt()
    {
        using var completed = new ManualResetEvent(false);
        Call.Overlapped.hEvent = completed.SafeWaitHandle.DangerousGetHandle();
        Call.Start();
        Assert.Equal(0, Call.Cancel());
        Assert.Equal(WinSock.WSA_E_CANCELLED, Call.Outcome());
        Engine.RunPool();
        Assert.True(completed.WaitOne(0));
    }

    [Fact]
    public void Event_Completion_SetsItAndLeavesItOpen()
    {
        using var completed = new EventWaitHandle(false, EventResetMode.ManualReset);
        nint value = completed.SafeWaitHandle.DangerousGetHandle();
        Call.Overlapped.hEvent = value;
        Call.Start();
        Assert.False(completed.WaitOne(0));
        Engine.Complete(Host("192.0.2.1"));
        Assert.True(completed.WaitOne(0));
        Assert.Equal(value, Call.Overlapped.hEvent);
        Call.Take();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(completed.Reset()); // nobody has closed it
        Assert.False(completed.WaitOne(0));
    }

    [Fact]
    public void Event_ClosedMeanwhile_DoesNotDisturb()
    {
        using (var closed = new ManualResetEvent(false))
        {
            Call.Overlapped.hEvent = closed.SafeWaitHandle.DangerousGetHandle();
            Call.Start();
        }
        Engine.Complete(Host("192.0.2.1"));
        Assert.Equal(0, Call.Outcome());
        Assert.Empty(Unhandled);
        Call.Take();
    }

    [Fact]
    public void Routine_Throws_IsToldAndTheEngineGoesOn()
    {
        Call.WithRoutine(() => throw new InvalidOperationException("the user's")).Start();
        Call.Cancel();
        Engine.RunPool();
        Assert.IsType<InvalidOperationException>(Assert.Single(Unhandled));
    }

    [Fact]
    public void Cleanup_Pending_CancelsSilentlyAndIsFinalWhenItReturns()
    {
        Call.WithRoutine().Start();
        Assert.Equal(0, Provider.Cleanup());
        Assert.Empty(Engine.Pool);
        Assert.Equal(WinSock.WSA_E_CANCELLED, Call.Internal);
        Assert.True(Call.Result is null);
        Assert.Equal(WinSock.WSANOTINITIALISED, Call.Outcome());
        Assert.Equal(WinSock.WSANOTINITIALISED, Call.Cancel());
        Assert.Equal(0, Provider.Heap.Blocks);
    }

    [Fact]
    public void Cleanup_CancelledBefore_TheCompletionStillComes()
    {
        Call.WithRoutine().Start();
        Assert.Equal(0, Call.Cancel());
        Assert.Equal(0, Provider.Cleanup());
        Engine.RunPool();
        Assert.Equal([WinSock.WSA_E_CANCELLED], Call.Completions);
    }

    [Theory]
    [InlineData(2, 500_000, 2500u)]
    [InlineData(0, 1, 1u)]
    [InlineData(0, 0, 1u)]
    [InlineData(0, 1001, 2u)]
    [InlineData(int.MaxValue, int.MaxValue, (uint)int.MaxValue)]
    public void Timeout_Given_IsRoundedUpToMilliseconds(int seconds, int microseconds, uint milliseconds)
    {
        Call.Timeout = new timeval { tv_sec = seconds, tv_usec = microseconds };
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start());
        Assert.Equal(milliseconds, Engine.Last.Timeout);
    }

    [Fact]
    public void Start_TooManyOutstanding_FailsAtOnce()
    {
        Engine.IsFull = true;
        Assert.Equal(WinSock.WSATRY_AGAIN, Call.WithRoutine().Start());
        Assert.Equal(WinSock.WSATRY_AGAIN, Call.Internal);
        Assert.True(Call.IsHandleUntouched);
        Assert.Empty(Call.Completions);
    }

    [Fact]
    public void Start_EngineGoesDownMeanwhile_SaysSo()
    {
        Engine.GoesDownAtStart = true;
        Assert.Equal(WinSock.WSAENETDOWN, Call.WithRoutine().Start());
        Assert.Equal(WinSock.WSAENETDOWN, Call.Internal);
        Assert.Empty(Call.Completions);
    }

    [Fact]
    public void Result_OfNull_IsInvalid() => Assert.Equal(WinSock.WSAEINVAL, Provider.AddrInfoExResult(null));
}
