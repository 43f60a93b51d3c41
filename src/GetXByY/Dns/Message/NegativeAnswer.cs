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

    /// <summary>The least of the TTL of the zone's SOA record and its MINIMUM, in seconds (RFC 2308 section 5). Null without
    /// one: then it must not be kept.</summary>
    internal static uint? ReadLifetime(scoped ResponseReader response)
    {
        if (!response.TryReadAuthority(MaxRecords, out SectionReader authority))
            return null;
        while (authority.TryReadNext(out ResourceRecord record))
        {
            if (record.TYPE != RecordType.SOA || record.CLASS != RecordClass.IN || record.RDLENGTH < LeastLength)
                continue;
            int end = record.DataOffset + record.RDLENGTH;
            uint minimum = BinaryPrimitives.ReadUInt32BigEndian(authority.Message[(end - sizeof(uint))..end]);
            return minimum > int.MaxValue ? 0 : Math.Min(record.Lifetime, minimum);
        }
        return null;
    }
}
