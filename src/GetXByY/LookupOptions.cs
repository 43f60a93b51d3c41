namespace GetXByY;

/// <summary>What may be said about one look-up when it is started.</summary>
/// <remarks>Immutable, so it may be used for many look-ups and from any thread.</remarks>
public sealed record LookupOptions
{
    /// <summary>How long it may take before it fails with <see cref="LookupError.TryAgain"/>.</summary>
    /// <value>From 1 ms to 24 days, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>. Null, the default, takes
    /// <see cref="NameResolverOptions.Timeout"/>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The group with which it can be cancelled.</summary>
    /// <value>The default is none.</value>
    public LookupGroup? Group { get; init; }

    /// <summary>Cancels it.</summary>
    /// <value>The default cannot be cancelled.</value>
    public CancellationToken CancellationToken { get; init; }
}
