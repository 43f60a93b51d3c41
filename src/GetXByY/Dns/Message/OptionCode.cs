namespace GetXByY.Dns.Message;

/// <summary>The OPTION-CODE of an option in an OPT record (RFC 6891 6.1.2). Any other number may come from the wire and is
/// passed over.</summary>
internal enum OptionCode : ushort
{
    /// <summary>COOKIE (RFC 7873 4).</summary>
    Cookie = 10,

    /// <summary>edns-tcp-keepalive (RFC 7828 3.1).</summary>
    TcpKeepalive = 11,

    /// <summary>Extended DNS Error (RFC 8914 2).</summary>
    ExtendedDnsError = 15,
}
