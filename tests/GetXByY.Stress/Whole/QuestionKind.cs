namespace GetXByY.Stress;

/// <summary>What is asked on the whole path.</summary>
internal enum QuestionKind
{
    /// <summary>A host that the name server knows: over a socket and back.</summary>
    Host,

    /// <summary>A host that nobody knows: it fails.</summary>
    MissingHost,

    /// <summary>A service: the engine has its result at once.</summary>
    Service,

    /// <summary>A protocol: the engine has its result at once.</summary>
    Protocol,
}
