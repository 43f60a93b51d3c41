using System.Buffers.Binary;

namespace GetXByY.Testing;

/// <summary>A query that came over TCP.</summary>
internal sealed class TcpExchange(LoopbackNameServer server, ReceivedQuery query, TcpConnection connection)
    : Exchange(server, query)
{
    public override void Send(ReadOnlyMemory<byte> message) =>
        connection.Send(Frame(message.Span), int.MaxValue);

    public override void SendStream(ReadOnlyMemory<byte> bytes, int pieceSize) =>
        connection.Send(bytes, pieceSize);

    public override void Disconnect() => connection.CloseBehindSent();

    /// <summary>The message with its length before it, in network order (RFC 1035 section 4.2.2).</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        if (message.Length > ushort.MaxValue)
            throw new InvalidOperationException($"A message of {message.Length} bytes has no place in a TCP frame");

        byte[] framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed.AsSpan(2));
        return framed;
    }
}
