using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>A port at which there is no server: datagrams to it are answered with ICMP port unreachable, and while this
/// is alive nobody else takes it.</summary>
internal sealed class ClosedServer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    internal ClosedServer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        // Connected to itself, it is no socket for anybody else.
        _socket.Connect(_socket.LocalEndPoint!);
    }

    internal IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public void Dispose() => _socket.Dispose();
}
