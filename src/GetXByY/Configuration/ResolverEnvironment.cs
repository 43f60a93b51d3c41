namespace GetXByY.Configuration;

/// <summary>What resolv.conf(5) takes from around the process: two environment variables and the name of the machine.
/// Immutable.</summary>
/// <param name="HostName">The whole host name.</param>
/// <param name="Domain">The domain of the machine, searched when nothing else is told; empty for none.</param>
/// <param name="LocalDomain">LOCALDOMAIN: takes the place of <c>search</c> and <c>domain</c>; null when it is not set.</param>
/// <param name="Options">RES_OPTIONS: more options behind those of the file; null when it is not set.</param>
internal sealed record ResolverEnvironment(
    string HostName = "", string Domain = "", string? LocalDomain = null, string? Options = null)
{
    internal const string LocalDomainVariable = "LOCALDOMAIN";
    internal const string OptionsVariable = "RES_OPTIONS";

    /// <summary>Asks the system.</summary>
    internal static ResolverEnvironment Current() => new(
        LocalHost.GetName(),
        LocalHost.GetDomain(),
        Environment.GetEnvironmentVariable(LocalDomainVariable),
        Environment.GetEnvironmentVariable(OptionsVariable));
}
