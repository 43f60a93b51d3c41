using System.Net;
using GetXByY.Testing;

namespace GetXByY.Winsock.Tests;

/// <summary>An old program: a provider over the real engine, a window, and a name server that answers, is silent, or waits
/// until it is let.</summary>
public abstract class HabitFixture : IDisposable
{
    private protected static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-habits-");
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();

    private protected HabitFixture()
    {
        _server.Add("slow.example", IPAddress.Parse("192.0.2.9"));
        _server.Behave("slow.example", ServerBehaviour.Answer.HeldBy(Gate));
        _server.Behave("silent.example", ServerBehaviour.Silence);
        Provider = new WinSockProvider(new NameResolverOptions
        {
            Servers = { _server.EndPoint },
            ResolvConfPath = Write("resolv.conf", ""),
            HostsPath = Write("hosts", "192.0.2.7 www.example web\n"),
            ServicesPath = Write("services", "http 80/tcp www\n"),
            ProtocolsPath = Write("protocols", "tcp 6 TCP\n"),
        });
        Start();
    }

    private protected WinSockProvider Provider { get; }

    private protected ServerGate Gate { get; } = new();

    private protected MessageWindow Window { get; } = MessageWindow.Create();

    private protected NativeBlock Block { get; } = new(WinSock.MAXGETHOSTSTRUCT);

    private protected ReplyTarget Target => ReplyTarget.To(Window.Handle, 77, Block.Address, Block.Length);

    public void Dispose()
    {
        Provider.Cleanup();
        Window.Dispose();
        Block.Dispose();
        _server.DisposeAsync().AsTask().Wait(Long);
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected unsafe void Start()
    {
        WSADATA data;
        Assert.Equal(0, Provider.Startup(0x0101, (byte*)&data));
    }

    private protected nint StartHost(string name) => StartHost(name, Target);

    private protected nint StartHost(string name, in ReplyTarget target) =>
        NotZero(Provider.GetHostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]), target));

    private protected nint StartService(string name = "http") => StartService(name, Target);

    private protected nint StartService(string name, in ReplyTarget target) => NotZero(Provider.GetServByName(
        new Utf8Text(name, stackalloc byte[Utf8Text.Room]), new Utf8Text("tcp", stackalloc byte[8]), target));

    /// <summary>0, or the last error.</summary>
    private protected int Cancel(nint handle) => Provider.CancelAsyncRequest(handle) == 0 ? 0 : LastError.Code;

    private protected static WindowMessage GetMessage()
    {
        Assert.True(MessageQueue.ForCurrentThread.Get(out WindowMessage message, Long));
        return message;
    }

    /// <summary>Whatever was under way has been handed over: a later request's message is there.</summary>
    private protected static bool HasMessage() => MessageQueue.ForCurrentThread.Peek(out _, remove: false);

    private static nint NotZero(nint handle)
    {
        Assert.NotEqual(0, handle);
        return handle;
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
