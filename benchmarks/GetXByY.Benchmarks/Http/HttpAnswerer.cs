using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>A server of this machine that answers every request with the same few octets, so that what is measured is the client.
/// It is at the same port of both loopback addresses, where the system has both.</summary>
internal sealed class HttpAnswerer : IDisposable
{
    private static readonly byte[] s_answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();

    private readonly List<Socket> _listeners = [];

    internal HttpAnswerer()
    {
        Listen(IPAddress.Loopback);
        if (Socket.OSSupportsIPv6)
            Listen(IPAddress.IPv6Loopback);
    }

    internal int Port => ((IPEndPoint)_listeners[0].LocalEndPoint!).Port;

    public void Dispose() => _listeners.ForEach(static l => l.Dispose());

    private void Listen(IPAddress address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, _listeners.Count == 0 ? 0 : Port));
        listener.Listen();
        _listeners.Add(listener);
        _ = AcceptAsync(listener);
    }

    private static async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // It was closed.
        }
    }

    // A request of ours is one segment, which ends with an empty line.
    private static async Task AnswerAsync(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            byte[] request = new byte[4096];
            try
            {
                while (await connection.ReceiveAsync(request) > 0)
                    await connection.SendAsync(s_answer);
            }
            catch (SocketException)
            {
                // The client is gone.
            }
        }
    }
}
