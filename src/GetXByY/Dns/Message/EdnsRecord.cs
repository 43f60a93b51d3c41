namespace GetXByY.Dns.Message;

// RFC 6891 6.1.2 and 6.1.3. The OPT record is a record whose CLASS and TTL mean something else:
//
//   +------------+--------------+------------------------------+
//   | NAME       | domain name  | MUST be 0 (root domain)      |
//   | TYPE       | u_int16_t    | OPT (41)                     |
//   | CLASS      | u_int16_t    | requestor's UDP payload size |
//   | TTL        | u_int32_t    | extended RCODE and flags     |
//   | RDLEN      | u_int16_t    | length of all RDATA          |
//   | RDATA      | octet stream | {attribute,value} pairs      |
//   +------------+--------------+------------------------------+
//
//                  +0 (MSB)                            +1 (LSB)
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//    0: |         EXTENDED-RCODE        |            VERSION            |
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//    2: | DO|                           Z                               |
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+

/// <summary>What a server's OPT record says (RFC 6891 6.1). Its options are <see cref="OptionReader"/>'s to
/// read.</summary>
internal readonly struct EdnsRecord
{
    private readonly uint _ttl;

    private EdnsRecord(in ResourceRecord record)
    {
        UdpPayloadSize = (ushort)record.CLASS;
        _ttl = record.TTL;
        OptionsOffset = record.DataOffset;
        OptionsLength = record.RDLENGTH;
    }

    /// <summary>The largest UDP payload that the server takes.</summary>
    internal ushort UdpPayloadSize { get; }

    /// <summary>The upper eight of the twelve bits of the response code.</summary>
    internal byte ExtendedRcode => (byte)(_ttl >> 24);

    internal byte Version => (byte)(_ttl >> 16);

    /// <summary>Where in the DNS message its options begin.</summary>
    internal int OptionsOffset { get; }

    /// <summary>How many octets the options have; all of them are in the DNS message.</summary>
    internal int OptionsLength { get; }

    /// <summary>Takes a record as OPT. False when it is none, or stands under another name than the root.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> message, in ResourceRecord record, out EdnsRecord edns)
    {
        edns = default;
        if (record.TYPE != RecordType.OPT || message[record.NameOffset] != 0)
            return false;
        edns = new EdnsRecord(record);
        return true;
    }
}
