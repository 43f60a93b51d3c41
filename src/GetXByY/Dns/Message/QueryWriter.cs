using System.Buffers.Binary;
using System.Diagnostics;

namespace GetXByY.Dns.Message;

// A query is a header, one question (RFC 1035 4.1.2, QDCOUNT = 1 by RFC 9619) and, with EDNS, one OPT record
// (RFC 6891 6.1.2) with what options there are:
//
//   +------------------+-------------------------------------------------+
//   | header, 12       | ID, RD = 1, QDCOUNT = 1, ARCOUNT = 1 with EDNS   |
//   +------------------+-------------------------------------------------+
//   | QNAME, 2 to 255  | uncompressed                                    |
//   | QTYPE, 2         |                                                 |
//   | QCLASS, 2        | IN                                              |
//   +------------------+-------------------------------------------------+
//   | NAME, 1          | 0, the root                                     |
//   | TYPE, 2          | OPT                                             |
//   | CLASS, 2         | the requestor's UDP payload size: 1232 or 512   |
//   | TTL, 4           | EXTENDED-RCODE 0, VERSION 0, DO 0, Z 0          |
//   | RDLENGTH, 2      | of the options                                  |
//   | RDATA            | the options                                     |
//   +------------------+-------------------------------------------------+

/// <summary>Writes queries (RFC 1035 4.1, RFC 6891 6.1).</summary>
internal static class QueryWriter
{
    /// <summary>Octets of the longest query.</summary>
    internal const int MaxLength = MessageHeader.Size + DomainName.MaxLength + QuestionTail + OptLength
        + OptionWriter.MaxLength;

    /// <summary>What every network carries without fragments (DNS Flag Day 2020, RFC 9715).</summary>
    internal const ushort UdpPayloadSize = 1232;

    /// <summary>What networks that lose all fragments carry too: the least there is (RFC 6891 6.2.3).</summary>
    internal const ushort LeastUdpPayloadSize = 512;

    private const int QuestionTail = 4;
    private const int OptLength = 11;

    /// <summary>How long a query for a name will be, without options.</summary>
    internal static int LengthOf(int nameLength, bool edns) =>
        MessageHeader.Size + nameLength + QuestionTail + (edns ? OptLength : 0);

    /// <summary>Writes a query and returns its length.</summary>
    /// <param name="destination">At least <see cref="LengthOf"/> bytes, and those of the options.</param>
    /// <param name="id">The header's ID.</param>
    /// <param name="qname">A valid name on the wire, uncompressed.</param>
    /// <param name="qtype">What is asked for.</param>
    /// <param name="edns">Whether to put an OPT record.</param>
    /// <param name="options">What an <see cref="OptionWriter"/> has written; nothing without an OPT record.</param>
    /// <param name="udpPayloadSize">How long an answer over UDP may be.</param>
    internal static int Write(
        Span<byte> destination, ushort id, ReadOnlySpan<byte> qname, RecordType qtype, bool edns,
        ReadOnlySpan<byte> options = default, ushort udpPayloadSize = UdpPayloadSize)
    {
        Debug.Assert(qname.Length is > 0 and <= DomainName.MaxLength && qname[^1] == 0);
        Debug.Assert(edns || options.IsEmpty);
        new MessageHeader(id, recursionDesired: true, additionalCount: edns ? (ushort)1 : (ushort)0).Write(destination);
        qname.CopyTo(destination[MessageHeader.Size..]);
        Span<byte> tail = destination[(MessageHeader.Size + qname.Length)..];
        BinaryPrimitives.WriteUInt16BigEndian(tail, (ushort)qtype);
        BinaryPrimitives.WriteUInt16BigEndian(tail[2..], (ushort)RecordClass.IN);
        if (edns)
            WriteOpt(tail[QuestionTail..], options, udpPayloadSize);
        return LengthOf(qname.Length, edns) + options.Length;
    }

    private static void WriteOpt(Span<byte> destination, ReadOnlySpan<byte> options, ushort udpPayloadSize)
    {
        destination[..OptLength].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)RecordType.OPT);
        BinaryPrimitives.WriteUInt16BigEndian(destination[3..], udpPayloadSize);
        BinaryPrimitives.WriteUInt16BigEndian(destination[9..], (ushort)options.Length);
        options.CopyTo(destination[OptLength..]);
    }
}
