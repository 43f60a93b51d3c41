using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing.Tests;

/// <summary>A client over UDP that sends any bytes and takes any sender.</summary>
internal sealed class UdpClientSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly LoopbackNameServer _server;

    public UdpClientSocket(LoopbackNameServer server)
    {
        _server = server;
        _socket = new Socket(server.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(server.EndPoint.Address, 0));
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Where the last message came from.</summary>
    public EndPoint? LastSender { get; private set; }

    /// <summary>How many bytes lie in the socket: what a server sends on the caller's stack is there at once.</summary>
    public int Available => _socket.Available;

    public void Dispose() => _socket.Dispose();

    public async Task SendAsync(byte[] message) =>
        await _socket.SendToAsync(message, _server.EndPoint, TestContext.Current.CancellationToken);

    public async Task<byte[]> ReceiveAsync()
    {
        byte[] buffer = new byte[65536];
        SocketReceiveFromResult result = await _socket
            .ReceiveFromAsync(buffer, _server.EndPoint, TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(Hang.Guard);
        LastSender = result.RemoteEndPoint;
        return buffer[..result.ReceivedBytes];
    }

    public async Task<byte[]> AskAsync(byte[] message)
    {
        await SendAsync(message);
        return await ReceiveAsync();
    }
}
