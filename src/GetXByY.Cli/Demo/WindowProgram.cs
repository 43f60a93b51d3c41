using System.Net;
using GetXByY.Winsock;

namespace GetXByY.Cli.Demo;

/// <summary>The part of the demonstration that is an old Windows Sockets program: one thread with a window and a
/// message loop.</summary>
internal sealed partial class WindowProgram(DemoServer server) : IDisposable
{
    private const uint DoneMessage = 0x0400 + 53;
    private const int Patience = 30_000;

    private readonly Dictionary<nint, WindowRequest> _requests = [];
    private MessageWindow? _window;

    internal List<DemoRow> Rows { get; } = [];

    /// <summary>Buffers that were written to after a successful cancel.</summary>
    internal int WritesAfterCancel => _requests.Values.Count(r => r.Buffer.WasWritten);

    /// <summary>Runs the whole program. The thread it runs on has the message queue.</summary>
    internal void Run()
    {
        WinSock.ResolverOptions = server.Options;
        if (WinSock.WSAStartup(0x0202, out _) != 0)
            throw new InvalidOperationException("WSAStartup failed.");
        _window = MessageWindow.Create();
        LookUpEverything();
        CancelInEveryState();
        // Late answers come now. A look-up behind them shows that they have been dealt with.
        server.ReleaseLateAnswers();
        PumpUntilDone(Host("look-up behind the late answers", DemoServer.Answers));
        PumpRest();
        WinSock.WSACleanup();
        PumpRest();
        _window.Dispose();
    }

    public void Dispose()
    {
        foreach (WindowRequest request in _requests.Values)
            request.Buffer.Dispose();
    }

    private void LookUpEverything()
    {
        nint window = _window!.Handle;
        WindowRequest[] requests =
        [
            Host("HostByName", DemoServer.Answers),
            Host("HostByName, CNAME", "alias.demo.test"),
            Host("HostByName, slow", DemoServer.Slow),
            Host("HostByName, NXDOMAIN", DemoServer.Nobody),
            Host("HostByName, address in text", "127.0.0.1"),
            Host("HostByName, 8 bytes of buffer", DemoServer.Answers, length: 8),
            Start("HostByAddr", "192.0.2.1", BufferText.Host, (buffer, length) =>
                HostByAddr(window, DemoServer.Address.GetAddressBytes(), buffer, length)),
            Start("ServByName", "https/tcp", BufferText.Service, (buffer, length) =>
                WinSock.WSAAsyncGetServByName(window, DoneMessage, "https", "tcp", buffer, length)),
            Start("ServByPort", "53/udp", BufferText.Service, (buffer, length) =>
                WinSock.WSAAsyncGetServByPort(
                    window, DoneMessage, IPAddress.HostToNetworkOrder((short)53), "udp", buffer, length)),
            Start("ServByName, unknown", "nothing/tcp", BufferText.Service, (buffer, length) =>
                WinSock.WSAAsyncGetServByName(window, DoneMessage, "nothing", "tcp", buffer, length)),
            Start("ProtoByName", "tcp", BufferText.Protocol, (buffer, length) =>
                WinSock.WSAAsyncGetProtoByName(window, DoneMessage, "tcp", buffer, length)),
            Start("ProtoByNumber", "17", BufferText.Protocol, (buffer, length) =>
                WinSock.WSAAsyncGetProtoByNumber(window, DoneMessage, 17, buffer, length)),
        ];
        foreach (WindowRequest request in requests)
            PumpUntilDone(request);
    }

    private static unsafe nint HostByAddr(nint window, byte[] address, nint buffer, int length)
    {
        fixed (byte* bytes = address)
        {
            return WinSock.WSAAsyncGetHostByAddr(
                window, DoneMessage, bytes, address.Length, WinSock.AF_INET, (byte*)buffer, length);
        }
    }

    private WindowRequest Host(string what, string name, int length = WinSock.MAXGETHOSTSTRUCT) =>
        Start(what, name, BufferText.Host, (buffer, size) =>
            WinSock.WSAAsyncGetHostByName(_window!.Handle, DoneMessage, name, buffer, size), length);

    private WindowRequest Start(
        string what, string argument, Func<nint, string> read, Func<nint, int, nint> start,
        int length = WinSock.MAXGETHOSTSTRUCT)
    {
        var buffer = new PoisonedBuffer(length);
        var row = new DemoRow($"{what}: {argument}");
        var request = new WindowRequest(row, buffer, read);
        row.Handle = start(buffer.Address, buffer.Length);
        row.IsStarted = row.Handle != 0;
        // This thread pumps the messages, so none is handled before the handle is stored.
        _requests.Add(row.Handle, request);
        Rows.Add(row);
        return request;
    }

    private void PumpUntilDone(WindowRequest request)
    {
        while (request.Row.Deliveries == 0)
        {
            if (!MessageQueue.ForCurrentThread.Get(out WindowMessage message, TimeSpan.FromMilliseconds(Patience)))
                throw new InvalidOperationException($"No message came for '{request.Row.Request}'.");
            Handle(message);
        }
    }

    private void PumpRest()
    {
        while (MessageQueue.ForCurrentThread.Peek(out WindowMessage message))
            Handle(message);
    }

    private void Handle(WindowMessage message)
    {
        WindowRequest request = _requests[(nint)message.WParam];
        int error = WinSock.WSAGETASYNCERROR(message.LParam);
        int length = WinSock.WSAGETASYNCBUFLEN(message.LParam);
        request.Row.Deliver(
            $"wParam {message.WParam}, length {length}, error {ErrorName.Of(error)}",
            error == 0 ? request.Read(request.Buffer.Address) : "");
    }
}
