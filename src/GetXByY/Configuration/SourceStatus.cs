namespace GetXByY.Configuration;

/// <summary>How a source ended, in the words of nsswitch.conf(5); several, where an action is for several.</summary>
[Flags]
internal enum SourceStatus : byte
{
    None = 0,

    /// <summary>It was found.</summary>
    Success = 1,

    /// <summary>The source has no such entry.</summary>
    NotFound = 2,

    /// <summary>The source is not there, or could not tell.</summary>
    Unavailable = 4,

    /// <summary>The source could not tell just now. Ours never say that: glibc's neither, when servers fail.</summary>
    TryAgain = 8,

    All = Success | NotFound | Unavailable | TryAgain,
}
