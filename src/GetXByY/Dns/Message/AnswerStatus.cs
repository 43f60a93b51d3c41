namespace GetXByY.Dns.Message;

/// <summary>What an answer section holds for a question.</summary>
internal enum AnswerStatus : byte
{
    /// <summary>What is needed of it cannot be read, or contradicts itself.</summary>
    Malformed,

    /// <summary>The chain of aliases ends at a name without a record of the type (NODATA, RFC 2308 2.2); with the
    /// code NXDOMAIN at a name that does not exist.</summary>
    NoData,

    /// <summary>There are records of the type.</summary>
    Records,
}
