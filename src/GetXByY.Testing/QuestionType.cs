namespace GetXByY.Testing;

/// <summary>The type of record that a query asks for, as the number on the wire (RFC 1035 section 3.2.3).</summary>
/// <remarks>Any number from 0 to 65535 may be cast to it: the server answers types without a name here too.</remarks>
public enum QuestionType : ushort
{
    /// <summary>An IPv4 address (RFC 1035 section 3.4.1).</summary>
    A = 1,

    /// <summary>A name server (RFC 1035 section 3.3.11).</summary>
    Ns = 2,

    /// <summary>The canonical name of an alias (RFC 1035 section 3.3.1).</summary>
    Cname = 5,

    /// <summary>The start of a zone of authority (RFC 1035 section 3.3.13).</summary>
    Soa = 6,

    /// <summary>The name that an address points to (RFC 1035 section 3.3.12).</summary>
    Ptr = 12,

    /// <summary>A mail exchange (RFC 1035 section 3.3.9).</summary>
    Mx = 15,

    /// <summary>Text (RFC 1035 section 3.3.14).</summary>
    Txt = 16,

    /// <summary>An IPv6 address (RFC 3596 section 2.1).</summary>
    Aaaa = 28,

    /// <summary>The place of a service (RFC 2782).</summary>
    Srv = 33,

    /// <summary>The EDNS pseudo-record (RFC 6891 section 6.1). It stands beside a question, never in one.</summary>
    Opt = 41,

    /// <summary>The binding of an HTTPS service (RFC 9460 section 9).</summary>
    Https = 65,

    /// <summary>All records of the name (RFC 1035 section 3.2.3, where it is «*»).</summary>
    Any = 255,
}
