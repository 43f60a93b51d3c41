using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Hosting.Tests;

/// <summary>A web server on loopback that answers every request with its own address and keeps connections open.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly ConcurrentBag<Socket> _connections = [];

    internal Site(IPAddress? address = null, int port = 0)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal int Connections => _connections.Count;

    internal string UrlFor(string host) => $"http://{host}:{Port}/";

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
        foreach (Socket connection in _connections)
            connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket connection = await _listener.AcceptSocketAsync(_stop.Token);
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (OperationCanceledException)
        {
            // stopped
        }
    }

    private static async Task ServeAsync(Socket connection)
    {
        string body = ((IPEndPoint)connection.LocalEndPoint!).Address.ToString();
        byte[] answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        byte[] request = new byte[4096];
        try
        {
            while (await connection.ReceiveAsync(request) > 0)
                await connection.SendAsync(answer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // gone
        }
    }
}
