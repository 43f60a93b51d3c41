using System.Net;
using System.Net.Sockets;

namespace GetXByY;

/// <summary>A connection attempt to one address of a host that failed.</summary>
/// <param name="EndPoint">The address and port.</param>
/// <param name="Error">What the system said.</param>
/// <remarks>Its members do not change, so it may be used from any thread.</remarks>
public sealed record FailedConnection(IPEndPoint EndPoint, SocketException Error)
{
    /// <summary>The address, the port and the error, for people.</summary>
    public override string ToString() => $"{EndPoint}: {Error.Message}";
}
