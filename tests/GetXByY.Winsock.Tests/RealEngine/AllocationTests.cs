using System.Net;

namespace GetXByY.Winsock.Tests;

/// <summary>Requests that need no server allocate nothing, from the call to the message in hand.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Outstanding = 100;
    private const int Message = 77;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-winsock-");
    private readonly MessageWindow _window = MessageWindow.Create();
    private readonly NativeBlock _block = new(WinSock.MAXGETHOSTSTRUCT);
    private readonly OneThreadEngine _engine;
    private readonly WinSockProvider _provider;

    public AllocationTests()
    {
        _engine = new OneThreadEngine(new NameResolverOptions
        {
            Servers = { new IPEndPoint(IPAddress.Loopback, 9) },
            ResolvConfPath = File("resolv.conf", ""),
            NsSwitchPath = File("nsswitch.conf", "hosts: files dns\n"),
            HostsPath = File("hosts", "192.0.2.7 www.example web w\n"),
            ServicesPath = File("services", "http 80/tcp www www-http\n"),
            ProtocolsPath = File("protocols", "tcp 6 TCP\n"),
        });
        _provider = new WinSockProvider(open: _ => _engine);
        Startup();
    }

    private ReplyTarget Target => ReplyTarget.To(_window.Handle, Message, _block.Address, _block.Length);

    public void Dispose()
    {
        _provider.Cleanup();
        _window.Dispose();
        _block.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void GetServByName_ManyInTurn_AllocatesNothing() =>
        AssertAllocatesNothing(0, () => _provider.GetServByName(
            new Utf8Text("WWW", stackalloc byte[Utf8Text.Room]),
            new Utf8Text("tcp", stackalloc byte[Utf8Text.Room]),
            Target));

    [Fact]
    public void GetServByName_Unknown_AllocatesNothing() =>
        AssertAllocatesNothing(WinSock.WSANO_DATA, () => _provider.GetServByName(
            new Utf8Text("none", stackalloc byte[Utf8Text.Room]),
            new Utf8Text(null, default),
            Target));

    [Fact]
    public void GetServByPort_ManyInTurn_AllocatesNothing()
    {
        int port = (ushort)IPAddress.HostToNetworkOrder((short)80);
        AssertAllocatesNothing(0, () => _provider.GetServByPort(
            port,
            new Utf8Text("tcp", stackalloc byte[Utf8Text.Room]),
            Target));
    }

    [Fact]
    public void GetProtoByName_ManyInTurn_AllocatesNothing() =>
        AssertAllocatesNothing(0, () => _provider.GetProtoByName(new Utf8Text("tcp", stackalloc byte[Utf8Text.Room]), Target));

    [Fact]
    public void GetProtoByNumber_ManyInTurn_AllocatesNothing() =>
        AssertAllocatesNothing(0, () => _provider.GetProtoByNumber(6, Target));

    [Fact]
    public void GetHostByName_InTheHostsFile_AllocatesNothing() =>
        AssertAllocatesNothing(0, () => _provider.GetHostByName(new Utf8Text("web", stackalloc byte[Utf8Text.Room]), Target));

    private void AssertAllocatesNothing(int error, Func<nint> start)
    {
        // In the first round queues grow; of messages there are two, which change places.
        Assert.Equal(Outstanding, Run(error, start));
        Assert.Equal(Outstanding, Run(error, start));
        long before = GC.GetAllocatedBytesForCurrentThread();
        int completed = Run(error, start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Outstanding, completed);
        Assert.Equal(0, allocated);
    }

    private unsafe void Startup()
    {
        WSADATA data;
        Assert.Equal(0, _provider.Startup(0x0202, (byte*)&data));
    }

    /// <returns>How many ended as expected.</returns>
    private int Run(int error, Func<nint> start)
    {
        for (int i = 0; i < Outstanding; i++)
        {
            start();
        }
        _engine.Run();
        int completed = 0;
        while (MessageQueue.ForCurrentThread.Peek(out WindowMessage message))
        {
            if (WinSock.WSAGETASYNCERROR(message.LParam) == error)
            {
                completed++;
            }
        }
        return completed;
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
