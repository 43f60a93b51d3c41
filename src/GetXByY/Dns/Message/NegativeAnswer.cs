using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

// RFC 1035 3.3.13, the RDATA of SOA:
//
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//        /                     MNAME                     /
//        /                     RNAME                     /
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//        |                    SERIAL                     |
//        |                    REFRESH                    |
//        |                     RETRY                     |
//        |                    EXPIRE                     |
//        |                    MINIMUM                    |     4 octets each
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>For how long it may be kept that there is nothing.</summary>
internal static class NegativeAnswer
{
    // Two names of one octet, and the five numbers.
    private const int LeastLength = 22;

    // Of more records in the authority section only the first are looked at.
    private const int MaxRecords = 32;

    /// <summary>The least of the TTL of the zone's SOA record, its MINIMUM and the TTL of all aliases on the way, in seconds (RFC
    /// 2308 section 5). Null without such a record of a zone that the name is in: then it must not be kept.</summary>
    internal static uint? ReadLifetime(scoped ResponseReader response, ReadOnlySpan<byte> qname)
    {
        if (response.IsTruncated || !response.TryReadAnswers(AnswerReader.MaxRecords, out SectionReader answers)
            || !response.TryReadAuthority(MaxRecords, out SectionReader authority))
        {
            return null;
        }
        var chain = new AnswerChain(
            answers, qname, stackalloc byte[DomainName.MaxLength], stackalloc ushort[AnswerChain.MaxLinks]);
        if (!chain.TryFollow())
            return null;
        while (authority.TryReadNext(out ResourceRecord record))
        {
            if (record.TYPE != RecordType.SOA || record.CLASS != RecordClass.IN || record.RDLENGTH < LeastLength
                || !IsOfZone(chain.Name, authority.Message, record.NameOffset))
            {
                continue;
            }
            int end = record.DataOffset + record.RDLENGTH;
            uint minimum = BinaryPrimitives.ReadUInt32BigEndian(authority.Message[(end - sizeof(uint))..end]);
            return minimum > int.MaxValue ? 0 : Math.Min(chain.Lifetime, Math.Min(record.Lifetime, minimum));
        }
        return null;
    }

    private static bool IsOfZone(ReadOnlySpan<byte> name, ReadOnlySpan<byte> message, int offset)
    {
        Span<byte> zone = stackalloc byte[DomainName.MaxLength];
        return CompressedName.TryRead(message, ref offset, zone, out int length)
            && (DomainName.EqualsIgnoreCase(name, zone[..length]) || DomainName.PrefixLength(name, zone[..length]) > 0);
    }
}
