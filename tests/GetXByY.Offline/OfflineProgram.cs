using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using GetXByY.Engine;
using GetXByY.Testing;
using GetXByY.Winsock;

namespace GetXByY.Offline;

/// <summary>A program that uses Winsock in a network namespace of its own, and takes the interface lo away under itself. The
/// tests say what it does; it says what came of each command.</summary>
internal sealed class OfflineProgram : IAsyncDisposable
{
    internal const string Usage =
        "usage: GetXByY.Offline system|portable COMMAND ...   in a network namespace of its own; commands: " +
        "lo-up, lo-down, server, startup, cleanup, service, host, begin, end, cancel\n" + OrderProgram.Usage;

    private const uint Message = 0x0401;

    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(3);

    // Longer than anything takes but what hangs.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly MessageWindow _window = MessageWindow.Create();
    private readonly nint _buffer = Marshal.AllocHGlobal(WinSock.MAXGETHOSTSTRUCT);
    private readonly WinSockProvider _provider;
    private LoopbackNameServer? _server;
    private nint _last;

    /// <param name="isPortable">Whether the engine waits as on Windows.</param>
    internal OfflineProgram(bool isPortable) =>
        _provider = new WinSockProvider(open: _ => ResolverRequestEngine.Over(
            new NameResolver(Options(), isPortable ? new PortableWorld() : EngineWorld.Real)));

    /// <summary>Carries out one command.</summary>
    /// <returns>What came of it, in words.</returns>
    internal string Do(string command)
    {
        switch (command)
        {
            case "lo-up":
                return SetLoopback("up");
            case "lo-down":
                return SetLoopback("down");
            case "server":
                _server = LoopbackNameServer.Start();
                _server.Add("www.example.test", "192.0.2.1");
                _server.Behave("silent.test", ServerBehaviour.Silence);
                return "started";
            case "startup":
                return Startup();
            case "cleanup":
                return _provider.Cleanup() == 0 ? "0" : $"error {LastError.Code}";
            case "service":
                return Begin(StartService()) ?? End();
            case "host":
                return Begin(StartHost("www.example.test")) ?? End();
            case "begin":
                string? refused = Begin(StartHost("silent.test"));
                if (refused is null)
                    // On this thread, which has the queue of messages.
                    _server!.WaitForQueriesAsync("silent.test", 1).GetAwaiter().GetResult();
                return refused ?? "asked";
            case "end":
                return End();
            case "cancel":
                return _provider.CancelAsyncRequest(_last) == 0 ? "0" : $"error {LastError.Code}";
            default:
                throw new ArgumentException(Usage);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The name server does not end without the loopback either.
        SetLoopback("up");
        _provider.Cleanup();
        _window.Dispose();
        Marshal.FreeHGlobal(_buffer);
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static string SetLoopback(string state)
    {
        using var ip = Process.Start("ip", ["link", "set", "lo", state]);
        ip.WaitForExit();
        return ip.ExitCode == 0 ? "done" : $"ip ended with {ip.ExitCode}";
    }

    private NameResolverOptions Options()
    {
        var options = new NameResolverOptions
        {
            ResolvConfPath = "",
            NsSwitchPath = "",
            HostsPath = "",
            ServicesPath = "",
            ProtocolsPath = "",
            AttemptTimeout = s_attempt,
            Attempts = 1,
        };
        options.Servers.Add(_server?.EndPoint ?? new IPEndPoint(IPAddress.Loopback, 9));
        return options;
    }

    private unsafe string Startup()
    {
        WSADATA data;
        return $"{_provider.Startup(0x0202, (byte*)&data)}";
    }

    private nint StartService() => _provider.GetServByName(
        new Utf8Text("http", stackalloc byte[Utf8Text.Room]), new Utf8Text(null, []), Target());

    private nint StartHost(string name) =>
        _provider.GetHostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]), Target());

    private ReplyTarget Target() => ReplyTarget.To(_window.Handle, Message, _buffer, WinSock.MAXGETHOSTSTRUCT);

    // Null when the request was started.
    private string? Begin(nint handle)
    {
        if (handle == 0)
            return $"refused with {LastError.Code}";
        _last = handle;
        return null;
    }

    // The message of the request that was started last; those of others are not waited for any more.
    private string End()
    {
        while (MessageQueue.ForCurrentThread.Get(out WindowMessage message, s_patience))
        {
            if ((nint)message.WParam == _last)
                return $"message {WinSock.WSAGETASYNCERROR(message.LParam)}";
        }
        return "no message";
    }
}
