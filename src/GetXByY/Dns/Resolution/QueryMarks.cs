namespace GetXByY.Dns.Resolution;

/// <summary>What a query has seen, for its next attempt and its end.</summary>
[Flags]
internal enum QueryMarks : byte
{
    None = 0,

    /// <summary>The server at hand does not understand EDNS (RFC 6891 section 7).</summary>
    WithoutEdns = 1,

    /// <summary>The answer was truncated: the next attempt is sent over TCP to the same server (RFC 7766).</summary>
    OverTcp = 2,

    /// <summary>The same server is to be asked again; that is no new attempt.</summary>
    SameServer = 4,

    /// <summary>Some attempt was not answered in time.</summary>
    SawTimeout = 8,

    /// <summary>Some server failed, or could not be reached.</summary>
    SawFailure = 16,

    /// <summary>The query has a deadline.</summary>
    HasDeadline = 32,

    /// <summary>The system had no room for the attempt that is out; its timer sends it.</summary>
    Unsent = 64,

    /// <summary>No channel is free for it: it rides on none, and its timer tries again.</summary>
    Unboarded = 128,
}
