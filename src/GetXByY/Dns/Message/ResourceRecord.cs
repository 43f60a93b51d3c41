using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

// RFC 1035 4.1.3:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /                      NAME                     /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                      TYPE                     |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                     CLASS                     |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                      TTL                      |
//   |                                               |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                   RDLENGTH                    |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /                     RDATA                     /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>The place of a record in a DNS message, and its numbers (RFC 1035 4.1.3). Of any type
/// (RFC 3597).</summary>
internal readonly struct ResourceRecord
{
    private const int FixedLength = 10;

    /// <param name="nameOffset">Where NAME begins.</param>
    /// <param name="fixedOffset">Where TYPE stands, as <see cref="TrySkip"/> tells.</param>
    /// <param name="message">The DNS message.</param>
    internal ResourceRecord(int nameOffset, int fixedOffset, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> fixedPart = message.Slice(fixedOffset, FixedLength);
        NameOffset = nameOffset;
        DataOffset = fixedOffset + FixedLength;
        TYPE = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(fixedPart);
        CLASS = (RecordClass)BinaryPrimitives.ReadUInt16BigEndian(fixedPart[2..]);
        TTL = BinaryPrimitives.ReadUInt32BigEndian(fixedPart[4..]);
        RDLENGTH = BinaryPrimitives.ReadUInt16BigEndian(fixedPart[8..]);
    }

    /// <summary>Where NAME begins.</summary>
    internal int NameOffset { get; }

    internal RecordType TYPE { get; }

    internal RecordClass CLASS { get; }

    /// <summary>The 32 bits as they are; an OPT record has other things in them.</summary>
    internal uint TTL { get; }

    internal ushort RDLENGTH { get; }

    /// <summary>Where RDATA begins; all RDLENGTH octets of it are in the DNS message.</summary>
    internal int DataOffset { get; }

    /// <summary>For how many seconds the record may be kept: with the top bit set not at all (RFC 2181 8).</summary>
    internal uint Lifetime => TTL > int.MaxValue ? 0 : TTL;

    internal static bool TryRead(ReadOnlySpan<byte> message, ref int offset, out ResourceRecord record)
    {
        int position = offset;
        if (!TrySkip(message, ref position, out int fixedOffset))
        {
            record = default;
            return false;
        }
        record = new ResourceRecord(offset, fixedOffset, message);
        offset = position;
        return true;
    }

    /// <summary>Moves behind a record, and reads nothing of it but where TYPE stands and where it ends.</summary>
    internal static bool TrySkip(ReadOnlySpan<byte> message, ref int offset, out int fixedOffset)
    {
        fixedOffset = offset;
        if (!CompressedName.TrySkip(message, ref fixedOffset) || message.Length - fixedOffset < FixedLength)
            return false;
        int dataOffset = fixedOffset + FixedLength;
        int length = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(dataOffset - 2, 2));
        if (message.Length - dataOffset < length)
            return false;
        offset = dataOffset + length;
        return true;
    }

    /// <summary>Reads RDATA that is one name and nothing else, as CNAME (RFC 1035 3.3.1) and PTR (3.3.12) have
    /// it.</summary>
    internal bool TryReadDataName(ReadOnlySpan<byte> message, Span<byte> destination, out int length)
    {
        int end = DataOffset;
        return CompressedName.TryRead(message, ref end, destination, out length) && end == DataOffset + RDLENGTH;
    }
}
