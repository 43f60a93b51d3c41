using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

// RFC 1035 4.1.1, with AD and CD from RFC 4035 3.1.6 and 3.2.2:
//
//                                   1  1  1  1  1  1
//     0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                      ID                       |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |QR|   Opcode  |AA|TC|RD|RA| Z|AD|CD|   RCODE   |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                    QDCOUNT                    |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                    ANCOUNT                    |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                    NSCOUNT                    |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                    ARCOUNT                    |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>The header of a DNS message (RFC 1035 4.1.1). Its members bear the RFC's names.</summary>
/// <remarks>The counts are claims of whoever wrote the DNS message: never a reason to allocate.</remarks>
internal readonly struct MessageHeader
{
    internal const int Size = 12;

    private const ushort ResponseBit = 0x8000;
    private const ushort AuthoritativeBit = 0x0400;
    private const ushort TruncatedBit = 0x0200;
    private const ushort RecursionDesiredBit = 0x0100;
    private const ushort RecursionAvailableBit = 0x0080;
    private const ushort AuthenticDataBit = 0x0020;
    private const ushort CheckingDisabledBit = 0x0010;

    private readonly ushort _flags;

    /// <summary>The header of a query for one question.</summary>
    internal MessageHeader(ushort id, bool recursionDesired, ushort additionalCount)
    {
        ID = id;
        _flags = recursionDesired ? RecursionDesiredBit : (ushort)0;
        QDCOUNT = 1;
        ARCOUNT = additionalCount;
    }

    private MessageHeader(ReadOnlySpan<byte> message)
    {
        ID = BinaryPrimitives.ReadUInt16BigEndian(message);
        _flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        QDCOUNT = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        ANCOUNT = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        NSCOUNT = BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        ARCOUNT = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
    }

    internal ushort ID { get; }

    internal ushort QDCOUNT { get; }

    internal ushort ANCOUNT { get; }

    internal ushort NSCOUNT { get; }

    internal ushort ARCOUNT { get; }

    /// <summary>Whether this is a response.</summary>
    internal bool QR => (_flags & ResponseBit) != 0;

    /// <summary>The kind of query; 0 is the standard one.</summary>
    internal int Opcode => (_flags >> 11) & 0xF;

    /// <summary>Authoritative answer.</summary>
    internal bool AA => (_flags & AuthoritativeBit) != 0;

    /// <summary>Truncated: nothing of it may be used (RFC 2181 9).</summary>
    internal bool TC => (_flags & TruncatedBit) != 0;

    /// <summary>Recursion desired.</summary>
    internal bool RD => (_flags & RecursionDesiredBit) != 0;

    /// <summary>Recursion available.</summary>
    internal bool RA => (_flags & RecursionAvailableBit) != 0;

    /// <summary>Authentic data.</summary>
    internal bool AD => (_flags & AuthenticDataBit) != 0;

    /// <summary>Checking disabled.</summary>
    internal bool CD => (_flags & CheckingDisabledBit) != 0;

    /// <summary>The header's four bits of the response code; the others are EDNS's.</summary>
    internal Rcode RCODE => (Rcode)(_flags & 0xF);

    internal static bool TryRead(ReadOnlySpan<byte> message, out MessageHeader header)
    {
        header = default;
        if (message.Length < Size)
            return false;
        header = new MessageHeader(message);
        return true;
    }

    /// <summary>Lets a ready query ask whether the data is authentic (RFC 6840 5.7).</summary>
    internal static void AskForAuthenticData(Span<byte> query) => query[3] |= (byte)AuthenticDataBit;

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, ID);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], _flags);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], QDCOUNT);
        BinaryPrimitives.WriteUInt16BigEndian(destination[6..], ANCOUNT);
        BinaryPrimitives.WriteUInt16BigEndian(destination[8..], NSCOUNT);
        BinaryPrimitives.WriteUInt16BigEndian(destination[10..], ARCOUNT);
    }
}
