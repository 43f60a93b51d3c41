using System.Buffers;

namespace GetXByY.Winsock.Tests;

public class PinningTests : ProviderFixture
{
    private readonly TrackedMemory _memory = new(300);

    [Fact]
    public void Start_Memory_PinsItAndGivesTheEngineItsAddress()
    {
        StartHost("h", ReplyTarget.To(11, 12, _memory.Memory));
        Assert.Equal(1, _memory.Pins);
        Assert.Equal(0, _memory.Unpins);
        Assert.Equal(_memory.Address, Engine.Last.Words.Memory);
        Assert.Equal(300, Engine.Last.Words.Length);
    }

    [Fact]
    public void Complete_Memory_UnpinsBeforeThePost()
    {
        StartHost("h", ReplyTarget.To(11, 12, _memory.Memory));
        int unpinsAtPost = -1;
        Poster.OnPost = () => unpinsAtPost = _memory.Unpins;
        Engine.Complete(new ProtocolEntry("tcp", 6));
        Assert.Equal(1, unpinsAtPost);
        Assert.Equal(1, _memory.Unpins);
        Assert.Equal(-1, Provider.CancelAsyncRequest((nint)Engine.Last.Handle));
        Provider.Cleanup();
        Assert.Equal(1, _memory.Unpins);
    }

    [Fact]
    public void Cancel_Memory_UnpinsBeforeItReturns()
    {
        nint handle = StartHost("h", ReplyTarget.To(11, 12, _memory.Memory));
        Assert.Equal(0, Provider.CancelAsyncRequest(handle));
        Assert.Equal(1, _memory.Unpins);
        Assert.Equal(-1, Provider.CancelAsyncRequest(handle));
        Assert.Equal(1, _memory.Unpins);
    }

    [Fact]
    public void Cleanup_Memory_UnpinsBeforeItReturns()
    {
        StartHost("h", ReplyTarget.To(11, 12, _memory.Memory));
        Assert.Equal(0, Provider.Cleanup());
        Assert.Equal(1, _memory.Unpins);
    }

    [Fact]
    public void Start_Fails_UnpinsWhatItPinned()
    {
        Engine.IsFull = true;
        Assert.Equal(0, StartHost("h", ReplyTarget.To(11, 12, _memory.Memory)));
        Assert.Equal(WinSock.WSAEWOULDBLOCK, LastError.Code);
        Assert.Equal(1, _memory.Pins);
        Assert.Equal(1, _memory.Unpins);
    }

    [Fact]
    public void Start_NotInitialised_DoesNotPin()
    {
        Provider.Cleanup();
        Assert.Equal(0, StartHost("h", ReplyTarget.To(11, 12, _memory.Memory)));
        Assert.Equal(0, _memory.Pins);
    }

    [Fact]
    public void Start_CleanupWhilePinning_ComesTooLate()
    {
        _memory.OnPin = () => Assert.Equal(0, Provider.Cleanup());
        Assert.Equal(0, StartHost("h", ReplyTarget.To(11, 12, _memory.Memory)));
        Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
        Assert.Equal(1, _memory.Unpins);
        Assert.Equal(0, Engine.Count);
    }

    [Fact]
    public void Unpin_CallsWinSock_IsRefused()
    {
        int cleanup = 0;
        int error = 0;
        _memory.OnUnpin = () =>
        {
            cleanup = Provider.Cleanup();
            error = LastError.Code;
        };
        nint handle = StartHost("h", ReplyTarget.To(11, 12, _memory.Memory));
        Assert.Equal(0, Provider.CancelAsyncRequest(handle));
        Assert.Equal(WinSock.SOCKET_ERROR, cleanup);
        Assert.Equal(WinSock.WSAEINPROGRESS, error);
    }

    [Fact]
    public void Unpin_Throws_CancelStillSucceeds()
    {
        _memory.OnUnpin = () => throw new InvalidTimeZoneException();
        nint handle = StartHost("h", ReplyTarget.To(11, 12, _memory.Memory));
        Assert.Equal(0, Provider.CancelAsyncRequest(handle));
        Assert.IsType<InvalidTimeZoneException>(Assert.Single(Unhandled));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(10, 10)]
    [InlineData(65, 64)]
    [InlineData(-1, 0)]
    public unsafe void Start_Array_NeverReachesBeyondIt(int told, int taken)
    {
        byte[] array = GC.AllocateArray<byte>(64, pinned: true);
        StartHost("h", ReplyTarget.To(11, 12, array, told));
        Assert.Equal(taken, Engine.Last.Words.Length);
        if (taken > 0)
        {
            fixed (byte* first = array)
            {
                Assert.Equal((nint)first, Engine.Last.Words.Memory);
            }
        }
    }

    [Fact]
    public void Start_EmptyMemory_IsAQuestionForTheSize()
    {
        StartHost("h", ReplyTarget.To(11, 12, Memory<byte>.Empty));
        Engine.Complete(new ProtocolEntry("tcp", 6));
        Assert.Equal(WinSock.WSAENOBUFS, WinSock.WSAGETASYNCERROR(Poster.Messages[0].LParam));
    }

    /// <summary>Memory that counts its pins.</summary>
    private sealed unsafe class TrackedMemory(int length) : MemoryManager<byte>
    {
        private readonly byte[] _array = GC.AllocateArray<byte>(length, pinned: true);

        internal int Pins { get; private set; }

        internal int Unpins { get; private set; }

        internal Action? OnPin { get; set; }

        internal Action? OnUnpin { get; set; }

        internal nint Address
        {
            get
            {
                fixed (byte* first = _array)
                {
                    return (nint)first;
                }
            }
        }

        public override Span<byte> GetSpan() => _array;

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Pins++;
            OnPin?.Invoke();
            return new MemoryHandle((byte*)Address + elementIndex, pinnable: this);
        }

        public override void Unpin()
        {
            Unpins++;
            OnUnpin?.Invoke();
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
