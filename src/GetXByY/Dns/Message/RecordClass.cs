namespace GetXByY.Dns.Message;

/// <summary>The CLASS of a record and the QCLASS of a question (RFC 1035 3.2.4). Only the Internet is looked
/// up.</summary>
internal enum RecordClass : ushort
{
    IN = 1,
}
