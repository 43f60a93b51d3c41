namespace GetXByY.Databases;

/// <summary>What the queries of a host look-up have come to so far.</summary>
[Flags]
internal enum HostFindings : byte
{
    None = 0,
    Found = 1,
    NoData = 2,
    NameError = 4,
    ServerFailure = 8,
    Refusal = 16,
    TimedOut = 32,
    DeadlinePassed = 64,

    /// <summary>The query for A was told that there is no such name: that holds for AAAA too (RFC 8020).</summary>
    Absent = 128,

    /// <summary>After one of these no further name of the search list is tried: it would fare no better.</summary>
    Silence = TimedOut | DeadlinePassed,

    /// <summary>What is a clear answer of a source: it does not have the entry.</summary>
    Denial = NoData | NameError,

    /// <summary>What does not count where the name is absent.</summary>
    Failure = Silence | ServerFailure | Refusal,
}
