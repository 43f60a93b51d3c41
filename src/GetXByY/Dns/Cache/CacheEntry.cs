namespace GetXByY.Dns.Cache;

/// <summary>One answer that is kept, and its place among the others: those that were asked for last come first.</summary>
internal sealed class CacheEntry<T>(ulong hash, byte[] question, T answer)
    where T : class
{
    internal ulong Hash { get; } = hash;

    /// <summary>What it answers, octet by octet.</summary>
    internal byte[] Octets { get; } = question;

    internal T Answer { get; } = answer;

    /// <summary>What it is taken to weigh.</summary>
    internal int Bytes { get; init; }

    /// <summary>From when on it is stale, in milliseconds.</summary>
    internal long Expiry { get; init; }

    /// <summary>From when on it is of no use even as a stale one, in milliseconds.</summary>
    internal long End { get; init; }

    /// <summary>Until when it may be given although it is stale, without asking again (RFC 8767 section 5, the failure
    /// recheck timer), in milliseconds.</summary>
    internal long RecheckAt { get; set; }

    internal CacheEntry<T>? Newer { get; set; }

    internal CacheEntry<T>? Older { get; set; }
}
