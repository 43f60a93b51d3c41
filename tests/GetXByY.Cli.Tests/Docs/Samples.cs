using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Testing;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Cli.Tests.Docs;

/// <summary>The code that README.md and docs/ show, between its marks word for word.</summary>
internal static class Samples
{
    internal static async Task CancelAsync()
    {
        // sample
        await using var server = LoopbackNameServer.Start();          // a name server in this process …
        server.BehaveByDefault(ServerBehaviour.Silence);              // … that never answers
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint } });
        Lookup<HostEntry> lookup = resolver.StartGetHostByName("www.example.com");
        await server.WaitForQueriesAsync(2);                          // the questions for A and AAAA are out
        Console.WriteLine(lookup.Cancel());
        Console.WriteLine(lookup.Cancel());
        Console.WriteLine(await Task.WhenAny(lookup.Completion) is { IsCanceled: true } ? "no result, ever" : "a result");
        // end
    }

    internal static async Task HttpClientAsync(IPEndPoint nameServer, Func<HttpClient, Task> use)
    {
        // The sample makes a resolver with the system's configuration; the test must not leave the machine.
        var system = new NameResolver();
        await system.DisposeAsync();
        await using var resolverOfTest = new NameResolver(new() { Servers = { nameServer } });
        await UseAsync(resolverOfTest, use);
    }

    private static async Task UseAsync(NameResolver resolver, Func<HttpClient, Task> use)
    {
        // sample without: await using var resolver = new NameResolver();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                IPAddress[] addresses = await resolver.GetHostAddressesAsync(context.DnsEndPoint.Host, token);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, token);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        });
        // end
        await use(http);
    }

    internal static void Window()
    {
        // sample
        WSAStartup(0x0202, out _);
        using var window = MessageWindow.Create();             // on Windows any HWND does
        byte[] buffer = new byte[MAXGETHOSTSTRUCT];
        nint task = WSAAsyncGetServByName(window.Handle, 0x0435, "https", "tcp", buffer, buffer.Length);
        WindowMessage message = MessageQueue.ForCurrentThread.Get();
        Console.WriteLine($"same handle: {(nint)message.WParam == task}, error {WSAGETASYNCERROR(message.LParam)}");
        Console.WriteLine($"cancel: {WSACancelAsyncRequest(task)}, already done: {WSAGetLastError() == WSAEALREADY}");
        WSACleanup();
        // end
    }

    /// <summary>Takes the place of the real one, so that a sample's output can be compared.</summary>
    internal static class Console
    {
        private static readonly AsyncLocal<StringBuilder?> s_output = new();

        internal static StringBuilder Capture() => s_output.Value = new StringBuilder();

        internal static void WriteLine(object value) =>
            s_output.Value!.Append(CultureInfo.InvariantCulture, $"{value}\n");
    }
}
