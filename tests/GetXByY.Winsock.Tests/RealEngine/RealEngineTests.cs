using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Winsock.Tests;

/// <summary>The whole of it: provider, engine, files, our windows. The one name server is a socket that never
/// answers.</summary>
public sealed class RealEngineTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-winsock-");
    private readonly Socket _silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly WinSockProvider _provider;
    private readonly MessageWindow _window = MessageWindow.Create();
    private readonly NativeBlock _block = new(WinSock.MAXGETHOSTSTRUCT);

    public RealEngineTests()
    {
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _provider = new WinSockProvider(new NameResolverOptions
        {
            Servers = { (IPEndPoint)_silent.LocalEndPoint! },
            ResolvConfPath = File("resolv.conf", ""),
            NsSwitchPath = File("nsswitch.conf", "hosts: files dns\n"),
            HostsPath = File("hosts", "192.0.2.7 www.example web\n2001:db8::7 six.example\n"),
            ServicesPath = File("services", "http 80/tcp www\nhttp 80/udp\n"),
            ProtocolsPath = File("protocols", "tcp 6 TCP\n"),
        });
        Startup();
    }

    private ReplyTarget Target => ReplyTarget.To(_window.Handle, 77, _block.Address, _block.Length);

    public void Dispose()
    {
        _provider.Cleanup();
        _window.Dispose();
        _block.Dispose();
        _silent.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void GetProtoByName_Known_FillsTheBufferAndPosts()
    {
        WindowMessage message = Get(_provider.GetProtoByName(new Utf8Text("TCP", default), Target));
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(message.LParam));
        var read = new StructureReader(_block, IntPtr.Size);
        Assert.Equal("tcp", read.Name);
        Assert.Equal(6, read.Number);
        Assert.Equal(["TCP"], read.Aliases);
        Assert.Equal((5 * IntPtr.Size) + 8, WinSock.WSAGETASYNCBUFLEN(message.LParam));
    }

    [Fact]
    public void GetServByPort_NetworkOrder_FindsTheService()
    {
        int port = (ushort)IPAddress.HostToNetworkOrder((short)80);
        WindowMessage message = Get(_provider.GetServByPort(port, new Utf8Text("udp", default), Target));
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(message.LParam));
        var read = new StructureReader(_block, IntPtr.Size);
        Assert.Equal("http", read.Name);
        Assert.Equal("udp", read.Protocol);
        Assert.Equal("0050", read.PortBytes);
    }

    [Fact]
    public void GetServByName_Unknown_IsNoData()
    {
        nint handle = _provider.GetServByName(new Utf8Text("nothing", default), new Utf8Text(null, default), Target);
        Assert.Equal(WinSock.WSAMAKEASYNCREPLY(0, WinSock.WSANO_DATA), Get(handle).LParam);
        Assert.True(_block.IsUntouched);
    }

    [Fact]
    public void GetHostByName_InTheHostsFile_GivesIpv4()
    {
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(Get(StartHost("web")).LParam));
        var read = new StructureReader(_block, IntPtr.Size);
        Assert.Equal("www.example", read.Name);
        Assert.Equal(["web"], read.Aliases);
        Assert.Equal(["C0000207"], read.Addresses);
    }

    [Fact]
    public void GetHostByAddr_Ipv6InTheHostsFile_GivesTheNameAndTheAddress()
    {
        byte[] address = IPAddress.Parse("2001:db8::7").GetAddressBytes();
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(
            Get(_provider.GetHostByAddr(address, isNull: false, 16, WinSock.AF_INET6, Target)).LParam));
        var read = new StructureReader(_block, IntPtr.Size);
        Assert.Equal("six.example", read.Name);
        Assert.Equal(WinSock.AF_INET6, read.AddressType);
        Assert.Equal([Convert.ToHexString(address)], read.Addresses);
    }

    [Fact]
    public void NullName_Message_CarriesTheFault()
    {
        Assert.Equal(WinSock.WSAMAKEASYNCREPLY(0, WinSock.WSAEFAULT), Get(StartHost(null)).LParam);
    }

    [Fact]
    public void TooSmallBuffer_Message_CarriesTheSizeNeeded()
    {
        nint handle = _provider.GetProtoByNumber(6, ReplyTarget.To(_window.Handle, 77, 0, 0));
        Assert.Equal(WinSock.WSAMAKEASYNCREPLY((5 * IntPtr.Size) + 8, WinSock.WSAENOBUFS), Get(handle).LParam);
    }

    [Fact]
    public void Array_CompletedOrCancelled_GetsTheResultOrNothing()
    {
        byte[] array = new byte[200];
        Get(_provider.GetProtoByNumber(6, ReplyTarget.To(_window.Handle, 77, array, array.Length)));
        Assert.Contains((byte)'t', array);
        array = new byte[200];
        Assert.Equal(0, Cancel(StartHost("slow.example", ReplyTarget.To(_window.Handle, 77, array, array.Length))));
        Assert.DoesNotContain(array, value => value != 0);
    }

    [Fact]
    public void Cancel_InFlight_NoMessageAndNoWrite()
    {
        nint handle = StartHost("slow.example");
        ReceiveQuery();
        Assert.Equal(0, Cancel(handle));
        Assert.Equal(-WinSock.WSAEINVAL, Cancel(handle));
        Get(StartHost("web", ReplyTarget.To(_window.Handle, 77, 0, 0))); // a later one comes, this one does not
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
        Assert.True(_block.IsUntouched);
    }

    [Fact]
    public void Cancel_MessageInTheQueueOrTaken_IsAlready()
    {
        nint handle = StartHost("web");
        Assert.True(MessageQueue.ForCurrentThread.Get(out _, s_long));
        Assert.Equal(-WinSock.WSAEALREADY, Cancel(handle));
    }

    [Fact]
    public void Cleanup_InFlight_IsSilent()
    {
        StartHost("slow.example");
        ReceiveQuery();
        Assert.Equal(0, _provider.Cleanup());
        Assert.True(_block.IsUntouched);
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }

    [Fact]
    public void Cleanup_ThenStartup_OldHandlesAreNobodyElses()
    {
        nint old = StartHost("slow.example");
        Assert.Equal(0, _provider.Cleanup());
        Startup();
        nint handle = StartHost("slow.example");
        Assert.NotEqual(old, handle);
        Assert.Equal(-WinSock.WSAEALREADY, Cancel(old));
        Assert.Equal(0, Cancel(handle));
    }

    [Fact]
    public void Post_QueueFull_ComesWhenThereIsRoom()
    {
        for (int i = 0; i < 10_000; i++)
        {
            _window.Post(1, 0, 0);
        }
        nint cancelled = StartHost("web");
        nint kept = StartHost("web", ReplyTarget.To(_window.Handle, 77, 0, 0));
        Assert.Equal(0, Cancel(cancelled)); // its message cannot be in the queue
        WindowMessage message;
        do
        {
            Assert.True(MessageQueue.ForCurrentThread.Get(out message, s_long));
        }
        while (message.Id == 1);
        Assert.Equal(kept, (nint)message.WParam);
    }

    [Fact]
    public void Cancel_RacesWithCompletion_ExactlyOneOfMessageAndSuccess()
    {
        const int Count = 3000;
        var posted = new HashSet<nuint>();
        var poster = new CountingPoster(posted);
        _provider.SetMessagePoster(poster);
        var cancelled = new HashSet<nuint>();
        int already = 0;
        for (int i = 0; i < Count; i++)
        {
            nint handle = _provider.GetProtoByNumber(6, Target);
            Assert.NotEqual(0, handle);
            for (int spin = (i % 64) * 20; spin > 0; spin--)
            {
                Thread.SpinWait(1);
            }
            int result = Cancel(handle);
            if (result == 0)
            {
                Assert.True(cancelled.Add((nuint)handle));
            }
            else
            {
                Assert.Equal(-WinSock.WSAEALREADY, result);
                already++;
            }
        }
        Assert.Equal(0, _provider.Cleanup());
        lock (posted)
        {
            Assert.Equal(Count, posted.Count + cancelled.Count);
            Assert.Equal(already, posted.Count);
            Assert.DoesNotContain(posted, cancelled.Contains);
        }
    }

    [Fact]
    public void Cancel_RacesWithThePostToOurOwnWindow_ExactlyOneOfMessageAndSuccess()
    {
        const int Count = 3000;
        var handles = new HashSet<nuint>();
        for (int i = 0; i < Count; i++)
        {
            nint handle = _provider.GetProtoByNumber(6, Target);
            Thread.SpinWait((i % 64) * 20);
            int result = Cancel(handle);
            Assert.True(result is 0 or -WinSock.WSAEALREADY);
            // The message is in the queue when the cancel says so, and not a moment later.
            Assert.True(result == 0 || handles.Add((nuint)handle));
            while (MessageQueue.ForCurrentThread.Peek(out WindowMessage message))
            {
                Assert.True(handles.Remove(message.WParam));
            }
            Assert.Empty(handles);
        }
    }

    [Fact]
    public void Completion_PosterOrContextOfTheUsers_IsNotCalledOnTheEnginesThread()
    {
        var names = new BlockingCollection<string?>();
        using var delivering = MessageWindow.CreateDelivering(_ => { }, new NamingContext(names));
        _provider.GetProtoByNumber(6, ReplyTarget.To(delivering.Handle, 77, 0, 0));
        Assert.True(names.TryTake(out string? context, s_long));
        var poster = new RecordingPoster { OnPost = () => names.Add(Thread.CurrentThread.Name) };
        _provider.SetMessagePoster(poster);
        _provider.GetProtoByNumber(6, Target);
        Assert.True(names.TryTake(out string? posted, s_long));
        Assert.DoesNotContain("GetXByY engine", new[] { context, posted });
    }

    private unsafe void Startup()
    {
        WSADATA data;
        Assert.Equal(0, _provider.Startup(0x0202, (byte*)&data));
    }

    private nint StartHost(string? name) => StartHost(name, Target);

    private nint StartHost(string? name, in ReplyTarget target) =>
        _provider.GetHostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]), target);

    /// <summary>0, or the error with a minus.</summary>
    private int Cancel(nint handle) => _provider.CancelAsyncRequest(handle) == 0 ? 0 : -LastError.Code;

    private WindowMessage Get(nint handle)
    {
        Assert.NotEqual(0, handle);
        Assert.True(MessageQueue.ForCurrentThread.Get(out WindowMessage message, s_long));
        Assert.Equal(_window.Handle, message.Window);
        Assert.Equal(77u, message.Id);
        Assert.Equal(handle, (nint)message.WParam);
        return message;
    }

    /// <summary>Waits for a query, so that the request is in flight.</summary>
    private void ReceiveQuery()
    {
        _silent.ReceiveTimeout = (int)s_long.TotalMilliseconds;
        Assert.True(_silent.Receive(new byte[512]) > 12);
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private sealed class NamingContext(BlockingCollection<string?> names) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            names.Add(Thread.CurrentThread.Name);
            d(state);
        }
    }

    private sealed class CountingPoster(HashSet<nuint> posted) : IMessagePoster
    {
        public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
        {
            lock (posted)
            {
                Assert.True(posted.Add(wParam));
            }
            return PostOutcome.Posted;
        }
    }
}
