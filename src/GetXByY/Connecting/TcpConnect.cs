using System.Net;
using System.Net.Sockets;

namespace GetXByY.Connecting;

/// <summary>One connection attempt over TCP.</summary>
internal static class TcpConnect
{
    /// <summary>Connects a socket.</summary>
    /// <param name="endPoint">To what.</param>
    /// <param name="token">Ends the attempt: when its cancel returns, the socket is closed.</param>
    /// <returns>The connected socket.</returns>
    /// <exception cref="SocketException">It could not be connected; no socket is left.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; no socket is left.</exception>
    internal static async Task<Socket> StartAsync(IPEndPoint endPoint, CancellationToken token)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            // The token is not given to the socket: that would end the attempt, and leave the socket open for a while.
            await using (token.UnsafeRegister(static opened => ((Socket)opened!).Dispose(), socket).ConfigureAwait(false))
                await socket.ConnectAsync(endPoint, CancellationToken.None).ConfigureAwait(false);
            // It may have fired between the two.
            token.ThrowIfCancellationRequested();
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException or ObjectDisposedException)
                // What a socket says that was closed is no failure of the address.
                token.ThrowIfCancellationRequested();
            throw;
        }
    }
}
