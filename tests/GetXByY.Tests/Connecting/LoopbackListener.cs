using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tests.Connecting;

/// <summary>A listener on a loopback address that accepts.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private readonly Socket _socket;

    internal LoopbackListener(string address, int port = 0)
    {
        IPAddress parsed = IPAddress.Parse(address);
        _socket = new Socket(parsed.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(parsed, port));
        _socket.Listen();
    }

    internal static bool HasIpv6
    {
        get
        {
            try
            {
                using var listener = new LoopbackListener("::1");
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    internal IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    internal int Port => EndPoint.Port;

    internal Task<Socket> AcceptAsync() => _socket.AcceptAsync().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>A port at which nobody listens.</summary>
    internal static int ClosedPort()
    {
        using var listener = new LoopbackListener("127.0.0.1");
        return listener.Port;
    }

    public void Dispose() => _socket.Dispose();
}
