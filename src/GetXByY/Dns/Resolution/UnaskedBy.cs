namespace GetXByY.Dns.Resolution;

/// <summary>Why a look-up has not asked all its questions itself.</summary>
[Flags]
internal enum UnaskedBy : byte
{
    None = 0,

    /// <summary>An answer was kept.</summary>
    Kept = 1,

    /// <summary>Another asked the same.</summary>
    Shared = 2,

    /// <summary>No server answered, and an answer beyond its time was kept.</summary>
    Stale = 4,
}
