using System.Net;

namespace GetXByY.Testing;

/// <summary>A query that a <see cref="LoopbackNameServer"/> received and could read.</summary>
/// <remarks>Immutable, so it may be used from any thread, also after the server was disposed.</remarks>
public sealed class ReceivedQuery
{
    private readonly QueryHead _head;

    internal ReceivedQuery(QueryHead head, ReadOnlyMemory<byte> message, IPEndPoint source, bool overTcp)
    {
        _head = head;
        Message = message;
        Source = source;
        OverTcp = overTcp;
    }

    /// <summary>The id, in host order (RFC 1035 section 4.1.1).</summary>
    public ushort Id => _head.Id;

    /// <summary>
    /// The name asked for, in the letter case in which it was sent and without the final dot; the root is «.».
    /// Bytes that are no printable ASCII, and dots and backslashes inside a label, are written as in master files
    /// (<c>\DDD</c>, <c>\.</c>, RFC 1035 section 5.1).
    /// </summary>
    public string Name => _head.Name;

    /// <summary>The type of record asked for.</summary>
    public QuestionType Type => _head.Type;

    /// <summary>Whether the query asked for recursion, the RD bit (RFC 1035 section 4.1.1).</summary>
    public bool RecursionDesired => (Message.Span[2] & 0x01) != 0;

    /// <summary>The address and port that the query came from.</summary>
    public IPEndPoint Source { get; }

    /// <summary>True if it came over TCP, false if it came in a datagram.</summary>
    public bool OverTcp { get; }

    /// <summary>Whether the query carries an OPT record (RFC 6891 section 6.1.1).</summary>
    public bool HasEdns => _head.HasEdns;

    /// <summary>
    /// The largest datagram, in bytes, that the OPT record says the sender can take (RFC 6891 section 6.2.3);
    /// 0 without an OPT record.
    /// </summary>
    public int UdpPayloadSize => _head.UdpPayloadSize;

    /// <summary>The whole DNS message as it was sent, without TCP's two bytes of length.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    internal int QuestionEnd => _head.QuestionEnd;

    internal ReadOnlySpan<byte> Question => Message.Span[QueryReader.HeaderLength..QuestionEnd];

    internal ushort Class => _head.Class;

    /// <summary>The name, the type, the id, the transport and the sender, for messages of failed tests.</summary>
    public override string ToString() => $"{Name} {Type} id {Id} over {(OverTcp ? "TCP" : "UDP")} from {Source}";
}
