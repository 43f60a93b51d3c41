using System.Net;
using GetXByY;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WatchWorker;

/// <summary>Watches one name while the host runs.</summary>
internal sealed partial class AddressWatcher(NameResolver resolver, IConfiguration settings, ILogger<AddressWatcher> log)
    : BackgroundService
{
    // The last that were known: a failure says nothing about them.
    private IReadOnlyList<IPAddress> _addresses = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string name = settings["Name"] ?? "localhost";
        await foreach (LookupResult<HostEntry> now in resolver.WatchHostByNameAsync(name, cancellationToken: stoppingToken))
        {
            if (now.TryGetEntry(out HostEntry? host))
            {
                _addresses = host.Addresses;
                LogAddresses(name, string.Join(", ", _addresses), host.TimeToLive);
            }
            else
            {
                LogFailure(now.Reason, _addresses.Count);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Name} is {Addresses}, for {TimeToLive}.")]
    private partial void LogAddresses(string name, string addresses, TimeSpan? timeToLive);

    [LoggerMessage(LogLevel.Warning, "{Reason} Going on with {Count} addresses.")]
    private partial void LogFailure(string reason, int count);
}
