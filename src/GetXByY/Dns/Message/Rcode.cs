namespace GetXByY.Dns.Message;

/// <summary>The response code: four bits in the header (RFC 1035 4.1.1), eight more above them in an OPT record
/// (RFC 6891 6.1.3). Any other number may come from the wire.</summary>
internal enum Rcode : ushort
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NXDomain = 3,
    NotImp = 4,
    Refused = 5,

    /// <summary>The name that a DNAME record makes is too long to be one (RFC 6672 2.2).</summary>
    YXDomain = 6,

    /// <summary>The server does not know our version of EDNS (RFC 6891 6.1.3).</summary>
    BadVers = 16,

    /// <summary>The server wants the cookie that it sends with this (RFC 7873 5.2.3).</summary>
    BadCookie = 23,
}
