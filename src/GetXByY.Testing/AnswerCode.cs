namespace GetXByY.Testing;

/// <summary>How a name server says that a query went, the RCODE (RFC 1035 section 4.1.1).</summary>
/// <remarks>Four bits on the wire: values above 15 are not sent.</remarks>
public enum AnswerCode : byte
{
    /// <summary>NOERROR: no error; with no record it says that the name exists without records of the type.</summary>
    NoError = 0,

    /// <summary>FORMERR: the server could not interpret the query.</summary>
    FormatError = 1,

    /// <summary>SERVFAIL: the server could not process the query.</summary>
    ServerFailure = 2,

    /// <summary>NXDOMAIN: the name does not exist.</summary>
    NameError = 3,

    /// <summary>NOTIMP: the server does not do this kind of query.</summary>
    NotImplemented = 4,

    /// <summary>REFUSED: the server does not want to answer.</summary>
    Refused = 5,
}
