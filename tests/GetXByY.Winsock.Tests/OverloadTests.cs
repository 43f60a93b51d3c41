using System.Text;
using GetXByY.Lookups;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Winsock.Tests;

/// <summary>Each overload hands its own arguments on, in their places.</summary>
[Collection(nameof(OneProvider))]
public sealed unsafe partial class OverloadTests : IDisposable
{
    private const nint Window = 21;
    private const uint Id = 22;

    private readonly WinSockProvider _before = Provider;
    private readonly ManualEngine _engine = new();
    private readonly byte[] _array = GC.AllocateArray<byte>(100, pinned: true);
    private readonly NativeBlock _block = new(100);

    public OverloadTests()
    {
        Provider = new WinSockProvider(open: _ => _engine, poster: new RecordingPoster());
        Assert.Equal(0, WSAStartup(0x0202, out _));
    }

    private byte* Pointer => (byte*)_block.Address;

    public void Dispose()
    {
        WSACleanup();
        Provider = _before;
        _block.Dispose();
    }

    [Fact]
    public void WSAAsyncGetHostByName_AllOverloads_PassTheirArguments()
    {
        const string Name = "host.example";
        Check(WSAAsyncGetHostByName(Window, Id, Name, _block.Address, 50), 50);
        Check(WSAAsyncGetHostByName(Window, Id, Name, Pointer, 51), 51);
        fixed (byte* name = "host.example"u8)
        {
            Check(WSAAsyncGetHostByName(Window, Id, name, Pointer, 52), 52);
        }
        CheckPinned(WSAAsyncGetHostByName(Window, Id, Name, _array, 53), 53);
        CheckPinned(WSAAsyncGetHostByName(Window, Id, Name, _array.AsMemory(0, 54)), 54);

        void Check(nint handle, int length) => CheckRequest(handle, length, LookupKind.HostByName, Name);
        void CheckPinned(nint handle, int length) => CheckRequest(handle, length, LookupKind.HostByName, Name, true);
    }

    [Fact]
    public void WSAAsyncGetHostByAddr_AllOverloads_PassTheirArguments()
    {
        byte[] address = "1234"u8.ToArray();
        fixed (byte* pointer = address)
        {
            Check(WSAAsyncGetHostByAddr(Window, Id, (nint)pointer, 4, AF_INET, _block.Address, 50), 50);
            Check(WSAAsyncGetHostByAddr(Window, Id, pointer, 4, AF_INET, Pointer, 51), 51);
        }
        Check(WSAAsyncGetHostByAddr(Window, Id, address, 4, AF_INET, _block.Address, 52), 52);
        CheckPinned(WSAAsyncGetHostByAddr(Window, Id, address, 4, AF_INET, _array, 53), 53);
        CheckPinned(WSAAsyncGetHostByAddr(Window, Id, address, 4, AF_INET, _array.AsMemory(0, 54)), 54);

        void Check(nint handle, int length) => CheckRequest(handle, length, LookupKind.HostByAddress, "1234");
        void CheckPinned(nint handle, int length) =>
            CheckRequest(handle, length, LookupKind.HostByAddress, "1234", true);
    }

    [Fact]
    public void WSAAsyncGetHostByAddr_NullAddress_AllOverloadsAreFaults()
    {
        WSAAsyncGetHostByAddr(Window, Id, (nint)0, 4, AF_INET, _block.Address, 50);
        AssertFault();
        WSAAsyncGetHostByAddr(Window, Id, (byte*)null, 4, AF_INET, Pointer, 50);
        AssertFault();
        WSAAsyncGetHostByAddr(Window, Id, (byte[]?)null, 4, AF_INET, _block.Address, 50);
        AssertFault();
        WSAAsyncGetHostByAddr(Window, Id, null, 4, AF_INET, _array, 50);
        AssertFault();
        WSAAsyncGetHostByAddr(Window, Id, null, 4, AF_INET, _array.AsMemory());
        AssertFault();

        void AssertFault()
        {
            Assert.Equal(LookupKind.Settled, _engine.Last.Kind);
            Assert.Equal((uint)WSAEFAULT, _engine.Last.Number);
        }
    }

    [Fact]
    public void WSAAsyncGetServByName_AllOverloads_PassTheirArguments()
    {
        Check(WSAAsyncGetServByName(Window, Id, "http", "tcp", _block.Address, 50), 50);
        Check(WSAAsyncGetServByName(Window, Id, "http", "tcp", Pointer, 51), 51);
        fixed (byte* name = "http"u8, protocol = "tcp"u8)
        {
            Check(WSAAsyncGetServByName(Window, Id, name, protocol, Pointer, 52), 52);
        }
        Check(WSAAsyncGetServByName(Window, Id, "http", "tcp", _array, 53), 53, true);
        Check(WSAAsyncGetServByName(Window, Id, "http", "tcp", _array.AsMemory(0, 54)), 54, true);

        void Check(nint handle, int length, bool isPinned = false)
        {
            CheckRequest(handle, length, LookupKind.ServiceByName, "http", isPinned);
            Assert.Equal("tcp", Encoding.UTF8.GetString(_engine.Last.Protocol));
        }
    }

    [Fact]
    public void WSAAsyncGetServByPort_AllOverloads_PassTheirArguments()
    {
        int port = (ushort)System.Net.IPAddress.HostToNetworkOrder((short)80);
        Check(WSAAsyncGetServByPort(Window, Id, port, "tcp", _block.Address, 50), 50);
        Check(WSAAsyncGetServByPort(Window, Id, port, "tcp", Pointer, 51), 51);
        fixed (byte* protocol = "tcp"u8)
        {
            Check(WSAAsyncGetServByPort(Window, Id, port, protocol, Pointer, 52), 52);
        }
        Check(WSAAsyncGetServByPort(Window, Id, port, "tcp", _array, 53), 53, true);
        Check(WSAAsyncGetServByPort(Window, Id, port, "tcp", _array.AsMemory(0, 54)), 54, true);

        void Check(nint handle, int length, bool isPinned = false)
        {
            CheckRequest(handle, length, LookupKind.ServiceByPort, "", isPinned);
            Assert.Equal(80u, _engine.Last.Number);
            Assert.Equal("tcp", Encoding.UTF8.GetString(_engine.Last.Protocol));
        }
    }

    [Fact]
    public void WSAAsyncGetProtoByName_AllOverloads_PassTheirArguments()
    {
        Check(WSAAsyncGetProtoByName(Window, Id, "tcp", _block.Address, 50), 50);
        Check(WSAAsyncGetProtoByName(Window, Id, "tcp", Pointer, 51), 51);
        fixed (byte* name = "tcp"u8)
        {
            Check(WSAAsyncGetProtoByName(Window, Id, name, Pointer, 52), 52);
        }
        Check(WSAAsyncGetProtoByName(Window, Id, "tcp", _array, 53), 53, true);
        Check(WSAAsyncGetProtoByName(Window, Id, "tcp", _array.AsMemory(0, 54)), 54, true);

        void Check(nint handle, int length, bool isPinned = false) =>
            CheckRequest(handle, length, LookupKind.ProtocolByName, "tcp", isPinned);
    }

    [Fact]
    public void WSAAsyncGetProtoByNumber_AllOverloads_PassTheirArguments()
    {
        Check(WSAAsyncGetProtoByNumber(Window, Id, 6, _block.Address, 50), 50);
        Check(WSAAsyncGetProtoByNumber(Window, Id, 6, Pointer, 51), 51);
        Check(WSAAsyncGetProtoByNumber(Window, Id, 6, _array, 53), 53, true);
        Check(WSAAsyncGetProtoByNumber(Window, Id, 6, _array.AsMemory(0, 54)), 54, true);

        void Check(nint handle, int length, bool isPinned = false)
        {
            CheckRequest(handle, length, LookupKind.ProtocolByNumber, "", isPinned);
            Assert.Equal(6u, _engine.Last.Number);
        }
    }

    [Fact]
    public void NullLiterals_AsProgramsWriteThem_AreNotAmbiguous()
    {
        Assert.NotEqual(0, WSAAsyncGetServByPort(0, 0, 0, null, 0, 0));
        Assert.NotEqual(0, WSAAsyncGetServByPort(0, 0, 0, null, null, 0));
        Assert.NotEqual(0, WSAAsyncGetServByPort(0, 0, 0, null, Pointer, 0));
        Assert.NotEqual(0, WSAAsyncGetServByPort(0, 0, 0, null, _array, 0));
        Assert.NotEqual(0, WSAAsyncGetServByName(0, 0, "", "", IntPtr.Zero, 0));
        Assert.NotEqual(0, WSAAsyncGetServByName(0, 0, "http", null, Pointer, 0));
        Assert.NotEqual(0, WSAAsyncGetHostByName(0, 0, null, null, 0));
    }

    [Fact]
    public void WSACancelAsyncRequest_Handle_Cancels()
    {
        nint handle = WSAAsyncGetProtoByNumber(Window, Id, 6, _block.Address, 50);
        Assert.Equal(0, WSACancelAsyncRequest(handle));
        Assert.Equal(LookupState.Cancelled, _engine.Last.State);
        Assert.Equal(SOCKET_ERROR, WSACancelAsyncRequest(handle));
        Assert.Equal(WSAEINVAL, WSAGetLastError());
    }

    [Fact]
    public void WSAStartup_Overloads_FillTheData()
    {
        WSADATA data = default;
        Assert.Equal(0, WSAStartup(0x0101, &data));
        Assert.Equal(0x0101, data.wVersion);
        Assert.Equal(0, WSAStartup(0x0002, (nint)(&data)));
        Assert.Equal(0x0002, data.wVersion);
        Assert.Equal(WSAVERNOTSUPPORTED, WSAStartup(0, out data));
        Assert.Equal(0x0202, data.wVersion);
        Assert.Equal(WSAEFAULT, WSAStartup(0x0202, null));
        Assert.Equal(0, WSACleanup());
        Assert.Equal(0, WSACleanup());
        Assert.False(_engine.IsDisposed);
    }

    [Fact]
    public void WSASetLastError_Value_ComesBackInThisThread()
    {
        WSASetLastError(-5);
        Assert.Equal(-5, WSAGetLastError());
    }

    [Fact]
    public void SetMessagePoster_Poster_GetsTheMessagesAndTheOneBeforeComesBack()
    {
        var poster = new RecordingPoster();
        IMessagePoster before = SetMessagePoster(poster);
        WSAAsyncGetProtoByNumber(Window, Id, 6, _block.Address, 50);
        _engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
        Assert.Single(poster.Messages);
        Assert.Same(poster, SetMessagePoster(before));
    }

    [Fact]
    public void ResolverOptions_Null_Throws()
    {
        var options = new NameResolverOptions();
        ResolverOptions = options;
        Assert.Same(options, ResolverOptions);
        Assert.Throws<ArgumentNullException>("value", () => ResolverOptions = null!);
    }

    [Theory]
    [InlineData(0, 0, 0u)]
    [InlineData(65_535, 11_004, 0x2AFC_FFFFu)]
    [InlineData(0x1_0001, 0x1_0001, 0x0001_0001u)]
    [InlineData(1, 0xFFFF, 0xFFFF_0001u)]
    public void WSAMAKEASYNCREPLY_LengthAndError_ComeBackApart(int length, int error, uint reply)
    {
        nint lParam = WSAMAKEASYNCREPLY(length, error);
        Assert.Equal(unchecked((nint)reply), lParam);
        Assert.Equal((ushort)length, WSAGETASYNCBUFLEN(lParam));
        Assert.Equal((ushort)error, WSAGETASYNCERROR(lParam));
        Assert.Equal((ushort)error, WSAGETASYNCERROR(unchecked((int)reply)));
    }

    private void CheckRequest(nint handle, int length, LookupKind kind, string argument, bool isPinned = false)
    {
        Assert.Equal((nint)_engine.Last.Handle, handle);
        Assert.Equal(kind, _engine.Last.Kind);
        Assert.Equal(argument, Encoding.UTF8.GetString(_engine.Last.Argument));
        fixed (byte* array = _array)
        {
            nint memory = isPinned ? (nint)array : _block.Address;
            Assert.Equal(new FaceWords(Window, memory, length, Id), _engine.Last.Words);
        }
        Assert.Equal(isPinned, _engine.Last.Face is PinnedWinSockFace);
    }
}
