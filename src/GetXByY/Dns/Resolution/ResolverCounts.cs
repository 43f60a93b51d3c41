namespace GetXByY.Dns.Resolution;

/// <summary>What the resolver has counted. Written by the pump; read by anybody, a little late.</summary>
internal sealed class ResolverCounts
{
    /// <summary>Messages sent.</summary>
    internal long Sent;

    /// <summary>Answers that matched a query.</summary>
    internal long Answered;

    /// <summary>Messages that matched nothing: forged, garbled or astray. They were dropped.</summary>
    internal long Mismatched;

    /// <summary>Messages that matched a query but did not show what their server owes: its cookie, or the letters of the
    /// name. They were dropped.</summary>
    internal long Doubted;

    /// <summary>Answers to attempts that were given up, by a cancel or a timeout, while their id rested.</summary>
    internal long Late;

    /// <summary>Queries that ended with an answer that was kept and not stale.</summary>
    internal long Kept;

    /// <summary>Queries that followed another that asked the same.</summary>
    internal long Followed;

    /// <summary>Queries that ended with a stale answer, those that followed included.</summary>
    internal long Stale;

    /// <summary>Attempts that were not answered in time.</summary>
    internal long TimedOut;
}
