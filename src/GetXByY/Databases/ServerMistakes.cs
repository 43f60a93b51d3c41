namespace GetXByY.Databases;

/// <summary>What is wrong with the servers where not one of them has ever answered. Each reason is made once, so that failing costs
/// no memory.</summary>
internal static class ServerMistakes
{
    private static readonly LookupResult<object> s_none = new(
        LookupError.TryAgain,
        "no name server is configured, and on this machine itself, where one is looked for then, none answers; name one in " +
        "resolv.conf (nameserver ADDRESS) or in NameResolverOptions.Servers");

    private static readonly LookupResult<object> s_unreachable = new(
        LookupError.TryAgain,
        "no name server could be reached: nothing listens at its port, or there is no way to its network; see whether the " +
        "servers are the right ones (nameserver in resolv.conf, NameResolverOptions.Servers) and the network is up");

    /// <summary>The failure with the reason that the servers give for it, if they do; otherwise as it was. The error is the
    /// same.</summary>
    internal static LookupResult<object> Explain(in LookupResult<object> failure, HostGeneration generation) =>
        failure.Error != LookupError.TryAgain || generation.Resolver.HasBeenAnswered ? failure
        : generation.Configuration.NamesNoServer ? s_none
        : generation.Resolver.HasReachedNobody ? s_unreachable
        : failure;
}
