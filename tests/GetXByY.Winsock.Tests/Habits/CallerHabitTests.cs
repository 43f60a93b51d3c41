using System.Collections.Concurrent;

namespace GetXByY.Winsock.Tests;

/// <summary>What programs of the last thirty years do with these functions, right or not: it must be safe.</summary>
public class CallerHabitTests : HabitFixture
{
    private const byte Poison = 0xDB;

    // ICS and WinUAE: the message may be handled, on another thread, before the handle is stored.
    [Fact]
    public void Message_BeforeTheHandleIsStored_CarriesThatHandle()
    {
        var handled = new ConcurrentDictionary<nint, int>();
        using var done = new CountdownEvent(1000);
        using var window = MessageWindow.CreateDelivering(message =>
        {
            handled.AddOrUpdate((nint)message.WParam, 1, static (_, count) => count + 1);
            done.Signal();
        });
        var started = new HashSet<nint>();
        for (int i = 0; i < 1000; i++)
        {
            Assert.True(started.Add(StartService("http", ReplyTarget.To(window.Handle, 77, 0, 0))));
        }
        Assert.True(done.Wait(Long));
        Assert.Equal(started.Order(), handled.Keys.Order());
        Assert.All(handled, pair => Assert.Equal(1, pair.Value));
    }

    // eMule, the TEN launcher, REBOL, XEmacs: whatever the cancel returned, the buffer is somebody else's directly after it.
    [Fact]
    public void Cancel_WhateverItReturns_TheBufferIsFinal()
    {
        int cancelled = 0;
        int completed = 0;
        // Each outcome makes the other more likely, on any machine.
        for (int i = 0, wait = 0; i < 2000 || Math.Min(cancelled, completed) < 100; i++)
        {
            nint handle = StartService();
            Thread.SpinWait(wait);
            int error = Cancel(handle);
            Assert.True(error is 0 or WinSock.WSAEALREADY);
            wait = error == 0 ? wait + 50 : Math.Max(0, wait - 50);
            _ = error == 0 ? cancelled++ : completed++;
            Block.Bytes.Fill(Poison);
            Assert.False(Block.Bytes.ContainsAnyExcept(Poison));
            if (error != 0)
            {
                Assert.Equal(handle, (nint)GetMessage().WParam);
            }
            // A request to another place comes to its end: whatever the first was doing is over.
            StartService("http", ReplyTarget.To(Window.Handle, 78, 0, 0));
            Assert.Equal(78u, GetMessage().Id);
            Assert.False(Block.Bytes.ContainsAnyExcept(Poison));
        }
        Assert.True(Block.AreGuardsUntouched);
    }

    // XEmacs: the buffer lies on the stack, and the function returns right after the cancel.
    [Fact]
    public void Cancel_BufferOnTheStack_IsNotWrittenWhenTheFrameIsGone()
    {
        CancelInAFrame();
        Span<byte> sameStack = stackalloc byte[WinSock.MAXGETHOSTSTRUCT * 2];
        sameStack.Fill(Poison);
        Gate.Open();
        nint other = StartHost("web");
        Assert.Equal(other, (nint)GetMessage().WParam);
        Assert.False(sameStack.ContainsAnyExcept(Poison));
    }

    // Delphi's ScktComp: one buffer serves first the host, then the service.
    [Fact]
    public void OneBuffer_ForTwoRequestsInTurn_HoldsTheSecond()
    {
        StartHost("web");
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(GetMessage().LParam));
        Assert.Equal("www.example", new StructureReader(Block, IntPtr.Size).Name);
        StartService();
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(GetMessage().LParam));
        Assert.Equal("http", new StructureReader(Block, IntPtr.Size).Name);
    }

    // TTCPCli and the TEN launcher: the handle is forgotten and the buffer goes to the next request, whatever the cancel said.
    [Fact]
    public void OneBuffer_AfterAnIgnoredCancel_HoldsTheNextResult()
    {
        for (int i = 0; i < 500; i++)
        {
            nint first = StartHost(i % 2 == 0 ? "silent.example" : "web");
            Thread.SpinWait(i % 16 * 100);
            Provider.CancelAsyncRequest(first);
            nint second = StartService();
            WindowMessage message;
            do
            {
                message = GetMessage();
            }
            while ((nint)message.WParam != second); // programs drop what is not theirs
            Assert.Equal("http", new StructureReader(Block, IntPtr.Size).Name);
        }
    }

    // ICS after V2.37: a cancel that fails is no error.
    [Fact]
    public void FailedCancel_Ignored_HarmsNothing()
    {
        nint kept = StartHost("slow.example");
        foreach (nint handle in new nint[] { 0, -1, 0xDEAD, nint.MaxValue, kept + 1 })
        {
            Assert.NotEqual(0, Cancel(handle));
        }
        Gate.Open();
        Assert.Equal(kept, (nint)GetMessage().WParam);
        Assert.Equal(WinSock.WSAEALREADY, Cancel(kept));
        Assert.False(HasMessage());
    }

    [Fact]
    public void Cancel_FromTheWindowProcedure_CancelsTheOther()
    {
        nint other = 0;
        List<(nint Handle, int Own, int Other)> seen = [];
        using var window = MessageWindow.Create(message =>
        {
            var handle = (nint)message.WParam;
            seen.Add((handle, Cancel(handle), Cancel(other)));
        });
        other = StartHost("slow.example", ReplyTarget.To(window.Handle, 77, Block.Address, Block.Length));
        nint own = StartService("http", ReplyTarget.To(window.Handle, 77, 0, 0));
        MessageQueue.ForCurrentThread.Dispatch(GetMessage());
        Gate.Open();
        Assert.Equal([(own, WinSock.WSAEALREADY, 0)], seen);
        Assert.Equal(StartService(), (nint)GetMessage().WParam);
        Assert.False(HasMessage());
    }

    [Fact]
    public void Cancel_WhileAnotherThreadPosts_WaitsAndFindsItDone()
    {
        using var posting = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Provider.SetMessagePoster(new HeldPoster(posting, release));
        nint handle = StartService();
        Assert.True(posting.Wait(Long));
        using var cancelling = new ManualResetEventSlim();
        int error = 0;
        var canceller = new Thread(() =>
        {
            cancelling.Set();
            error = Cancel(handle);
        });
        canceller.Start();
        Assert.True(cancelling.Wait(Long));
        Assert.False(HasMessage()); // it is between the two
        release.Set();
        Assert.True(canceller.Join(Long));
        Assert.Equal(WinSock.WSAEALREADY, error);
        Assert.Equal(handle, (nint)GetMessage().WParam);
    }

    // Command & Conquer: WSACleanup with requests outstanding, and the memory is freed.
    [Fact]
    public void Cleanup_RequestsOutstanding_EndsThemAll()
    {
        for (int i = 0; i < 50; i++)
        {
            StartHost("silent.example");
            StartService();
        }
        Assert.Equal(0, Provider.Cleanup());
        Block.Bytes.Fill(Poison);
        Assert.False(HasMessage());
        Start();
        nint later = StartService("http", ReplyTarget.To(Window.Handle, 78, 0, 0));
        Assert.Equal(later, (nint)GetMessage().WParam);
        Assert.False(Block.Bytes.ContainsAnyExcept(Poison));
    }

    // Shareaza, CSocketMaster: collections keyed by the handle, where a key that is there already is an error.
    [Fact]
    public void Handles_OutstandingAndUnretrieved_AreAllDifferent()
    {
        var table = new Dictionary<nint, string>();
        for (int i = 0; i < 3000; i++)
        {
            table.Add(StartHost("silent.example"), "outstanding");
            table.Add(StartService("http", ReplyTarget.To(Window.Handle, 77, 0, 0)), "unretrieved");
        }
        for (int i = 0; i < 3000; i++)
        {
            Assert.True(table.Remove((nint)GetMessage().WParam, out string? kind));
            Assert.Equal("unretrieved", kind);
        }
        Assert.All(table.Keys, handle => Assert.Equal(0, Cancel(handle)));
    }

    [Fact]
    public void Window_DestroyedFirst_TheRequestStillEndsOnce()
    {
        var window = MessageWindow.Create();
        nint cancelled = StartHost("silent.example", ReplyTarget.To(window.Handle, 77, Block.Address, Block.Length));
        nint completed = StartService("http", ReplyTarget.To(window.Handle, 77, 0, 0));
        window.Destroy();
        Assert.Equal(0, Cancel(cancelled));
        Assert.True(SpinWait.SpinUntil(() => Cancel(completed) is WinSock.WSAEALREADY or WinSock.WSAEINVAL, Long));
        Assert.True(Block.IsUntouched);
        Assert.False(HasMessage());
    }

    // Plasma and many others: a buffer that is too small is made larger until it fits.
    [Fact]
    public unsafe void TooSmallBuffer_ReallocUntilItFits_Ends()
    {
        int length = 1;
        int rounds = 0;
        while (true)
        {
            using var block = new NativeBlock(length);
            StartHost("web", ReplyTarget.To(Window.Handle, 77, block.Address, block.Length));
            nint lParam = GetMessage().LParam;
            Assert.True(block.AreGuardsUntouched);
            if (WinSock.WSAGETASYNCERROR(lParam) == 0)
            {
                Assert.Equal(length, WinSock.WSAGETASYNCBUFLEN(lParam));
                Assert.Equal("www.example", new StructureReader(block, IntPtr.Size).Name);
                break;
            }
            Assert.Equal(WinSock.WSAENOBUFS, WinSock.WSAGETASYNCERROR(lParam));
            length = WinSock.WSAGETASYNCBUFLEN(lParam);
            rounds++;
        }
        Assert.Equal(1, rounds); // the size that was told is enough
    }

    private unsafe void CancelInAFrame()
    {
        byte* buffer = stackalloc byte[WinSock.MAXGETHOSTSTRUCT];
        nint handle = StartHost(
            "slow.example", ReplyTarget.To(Window.Handle, 77, (nint)buffer, WinSock.MAXGETHOSTSTRUCT));
        Assert.True(Gate.WaitForHeldAsync(1).Wait(Long));
        Assert.Equal(0, Cancel(handle));
    }

    private sealed class HeldPoster(ManualResetEventSlim posting, ManualResetEventSlim release) : IMessagePoster
    {
        public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
        {
            posting.Set();
            release.Wait(Long);
            return DefaultMessagePoster.Instance.Post(window, message, wParam, lParam);
        }
    }
}
