using System.Net;
using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>A UDP socket connected to itself: one octet sent to it ends the pump's wait.</summary>
/// <remarks><see cref="Signal"/> may be called from any thread, the rest by the pump.</remarks>
internal sealed class WakeSocket : IDisposable
{
    internal WakeSocket()
    {
        Socket = new ChannelSocket(-1, AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        // Connected to itself, it hears nobody else.
        Socket.Connect(Socket.LocalEndPoint!);
        Socket.Blocking = false;
    }

    internal ChannelSocket Socket { get; }

    internal void Signal()
    {
        try
        {
            Socket.Send([1], SocketFlags.None, out _);
        }
        catch (ObjectDisposedException)
        {
            // The engine has ended meanwhile: nobody waits any more.
        }
    }

    internal void Clear()
    {
        Span<byte> octets = stackalloc byte[16];
        SocketError error;
        do
            Socket.Receive(octets, SocketFlags.None, out error);
        while (error == SocketError.Success);
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
