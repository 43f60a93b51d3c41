using System.Net.Sockets;

namespace GetXByY.Connecting;

/// <summary>What a connection attempt ends with: its socket is connected, and still closed when the race's token
/// fires.</summary>
/// <param name="socket">The socket.</param>
/// <param name="closing">What closes it.</param>
internal sealed class OpenConnection(Socket socket, CancellationTokenRegistration closing)
{
    internal Socket Socket { get; } = socket;

    /// <summary>The socket is not closed with the others. Only before the token fires.</summary>
    internal void Keep() => closing.Unregister();
}
