namespace GetXByY.Dns.Resolution;

/// <summary>What a query has seen, for its next attempt and its end.</summary>
[Flags]
internal enum QueryMarks : ushort
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

    /// <summary>That the attempt was not answered in time was counted.</summary>
    Overdue = 0x100,

    /// <summary>The attempt was sent more than once: when it was begun does not tell how long its answer takes.</summary>
    Resent = 0x200,

    /// <summary>Others who ask the same follow it.</summary>
    Leads = 0x400,

    /// <summary>The server at hand did not understand EDNS in this attempt; it is not known yet that it never does.</summary>
    FellBack = 0x800,

    /// <summary>The letters of the name are mixed in the attempt that is out.</summary>
    MixedCase = 0x1000,

    /// <summary>The server at hand, or a forger, has sent what was not proven.</summary>
    Doubtful = 0x2000,

    /// <summary>The server at hand has wanted its new cookie once.</summary>
    SawBadCookie = 0x4000,

    /// <summary>What holds for the server at hand only, and not for the next.</summary>
    OfServer = WithoutEdns | OverTcp | Overdue | Resent | FellBack | MixedCase | Doubtful | SawBadCookie,
}
