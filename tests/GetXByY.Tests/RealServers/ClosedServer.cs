using System.Net;

namespace GetXByY.Tests.RealServers;

/// <summary>A port at which there is no server: datagrams to it are answered with ICMP port unreachable, connections are
/// refused, and while this is alive no other test takes it.</summary>
/// <remarks>The reservation is outside of the ephemeral ports: a client that got this very port as its own would connect
/// to itself (RFC 9293 section 3.5, simultaneous open).</remarks>
internal sealed class ClosedServer : IDisposable
{
    private readonly PortReservation _port = PortReservation.Take();

    internal IPEndPoint EndPoint => new(IPAddress.Loopback, _port.Port);

    public void Dispose() => _port.Dispose();
}
