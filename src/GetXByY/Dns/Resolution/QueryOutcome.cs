namespace GetXByY.Dns.Resolution;

/// <summary>How a query ended.</summary>
internal enum QueryOutcome
{
    /// <summary>There are records of the type.</summary>
    Found,

    /// <summary>The name exists and has no record of the type (RFC 2308 section 2.2).</summary>
    NoData,

    /// <summary>The name does not exist: NXDOMAIN.</summary>
    NameError,

    /// <summary>Servers failed: SERVFAIL, an answer that makes no sense, or they could not be reached.</summary>
    ServerFailure,

    /// <summary>Servers would not answer: FORMERR, NOTIMP, REFUSED and what else there is.</summary>
    Refusal,

    /// <summary>No server answered in time.</summary>
    TimedOut,

    /// <summary>The deadline of the look-up passed.</summary>
    DeadlinePassed,
}
