using System.Net;

namespace GetXByY.Testing;

/// <summary>A query that came in a datagram.</summary>
internal sealed class UdpExchange(LoopbackNameServer server, ReceivedQuery query, SocketAddress source)
    : Exchange(server, query)
{
    public override void Send(ReadOnlyMemory<byte> message) => Server.SendDatagram(message.Span, source);

    public override void SendFromElsewhere(ReadOnlyMemory<byte> message) =>
        Server.SendDatagramFromElsewhere(message.Span, source);
}
