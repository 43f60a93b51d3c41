using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GetXByY.Hosting.Health;

/// <summary>Tells how the servers of a resolver do. Asks none of them.</summary>
internal sealed class ResolverHealthCheck(NameResolver resolver) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure)
    {
        ResolverSnapshot now = resolver.TakeSnapshot();
        var data = new Dictionary<string, object> { ["outstanding"] = now.Outstanding };
        foreach (ServerSnapshot server in now.Servers)
            data[server.EndPoint.ToString()] = InWords(server);
        if (resolver.Failure is { } cause)
            return new(failure, "The name resolver has failed; another must be made.", cause, data);

        int healthy = now.Servers.Count(server => server.IsHealthy);
        string description = $"{healthy} of {now.Servers.Count} name servers are healthy.";
        return new(
            healthy == now.Servers.Count ? HealthStatus.Healthy : healthy > 0 ? HealthStatus.Degraded : failure,
            description, exception: null, data);
    }

    private static string InWords(ServerSnapshot server)
    {
        string trip = server.RoundTripTime is { } time
            ? string.Create(CultureInfo.InvariantCulture, $", {time.TotalMilliseconds:0} ms") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(server.IsHealthy ? "healthy" : "not healthy")}: {server.Sent} sent, {server.Answered} answered, "
            + $"{server.Failed} failed, {server.TimedOut} timed out, {server.Unreachable} unreachable{trip}");
    }
}
