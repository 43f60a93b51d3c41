namespace GetXByY.Dns.Message;

/// <summary>The TYPE of a record and the QTYPE of a question, as far as this resolver knows them (RFC 1035 3.2.2,
/// RFC 3596 2.1, RFC 6672 2.1, RFC 6891 6.1.1). Any other number may come from the wire (RFC 3597).</summary>
internal enum RecordType : ushort
{
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    AAAA = 28,
    DNAME = 39,
    OPT = 41,
}
