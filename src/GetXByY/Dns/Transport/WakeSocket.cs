using System.Net;
using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>The wake-up of Windows: a UDP socket connected to itself. One octet sent to it ends the pump's wait.</summary>
/// <remarks><see cref="Signal"/> may be called from any thread, the rest by the pump.</remarks>
internal sealed class WakeSocket : IDisposable
{
    // What one sends to oneself is there at once.
    private const int TestMicroseconds = 100_000;

    internal WakeSocket()
    {
        Socket = new ChannelSocket(-1, AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            // Connected to itself, it hears nobody else.
            Socket.Connect(Socket.LocalEndPoint!);
            Socket.Blocking = false;
        }
        catch (SocketException)
        {
            Socket.Dispose();
            throw;
        }
    }

    internal ChannelSocket Socket { get; }

    /// <summary>Ends the wait.</summary>
    internal void Signal()
    {
        try
        {
            // Success says nothing: an interface that is down drops what it should carry.
            Socket.Send([1], SocketFlags.None, out _);
        }
        catch (ObjectDisposedException)
        {
            // The engine has ended meanwhile: nobody waits any more.
        }
    }

    /// <summary>Sees whether a signal still comes through.</summary>
    /// <exception cref="SocketException">It does not.</exception>
    internal void Test()
    {
        Signal();
        if (!Socket.Poll(TestMicroseconds, SelectMode.SelectRead))
            throw new SocketException(
                (int)SocketError.NetworkDown, "The engine's thread cannot be woken: this machine does not reach itself.");
        Clear();
    }

    /// <summary>Takes the signals out.</summary>
    /// <exception cref="SocketException">The socket is broken.</exception>
    internal void Clear()
    {
        Span<byte> octets = stackalloc byte[16];
        SocketError error;
        do
            Socket.Receive(octets, SocketFlags.None, out error);
        while (error == SocketError.Success);
        if (error != SocketError.WouldBlock)
            throw new SocketException((int)error);
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
