using System.Net;
using System.Net.Sockets;

namespace GetXByY.Connecting;

/// <summary>One connection attempt over TCP.</summary>
internal static class TcpConnect
{
    /// <summary>Connects a socket.</summary>
    /// <param name="endPoint">To what.</param>
    /// <param name="token">Ends the attempt, and the connection until it is kept: when its cancel returns, the socket is
    /// closed.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="SocketException">It could not be connected; no socket is left.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; no socket is left.</exception>
    internal static async Task<OpenConnection> StartAsync(IPEndPoint endPoint, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        CancellationTokenRegistration closing = default;
        try
        {
            socket.NoDelay = true;
            // The token is not given to the socket: that would end the attempt, and leave the socket open for a while.
            closing = token.UnsafeRegister(static opened => ((Socket)opened!).Dispose(), socket);
            await socket.ConnectAsync(endPoint, CancellationToken.None).ConfigureAwait(false);
            return new OpenConnection(socket, closing);
        }
        catch (Exception e)
        {
            closing.Unregister();
            socket.Dispose();
            if (e is SocketException or ObjectDisposedException)
                // What a socket says that was closed is no failure of the address.
                token.ThrowIfCancellationRequested();
            throw;
        }
    }
}
