using System.Net;
using GetXByY;

namespace WebService;

/// <summary>Answers with the addresses of a host.</summary>
internal static partial class Addresses
{
    internal static async Task<IResult> FindAsync(
        string host, NameResolver resolver, IHostApplicationLifetime life, ILogger<WebApplication> log, CancellationToken aborted)
    {
        // A host lets requests end before it goes, for 30 seconds by default. This one need not wait for a name server.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
        try
        {
            IPAddress[] found = await resolver.GetHostAddressesAsync(host, end.Token);
            return Results.Text(string.Concat(found.Select(address => $"{address}\n")));
        }
        catch (LookupException e)
        {
            return Results.Text(
                e.Message, statusCode: e.Error == LookupError.TryAgain ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status404NotFound);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            LogCancelled(log, resolver.TakeSnapshot().Outstanding);
            return Results.Text("The service is stopping.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(LogLevel.Information, "The service is stopping: a look-up was cancelled; {Left} others are outstanding.")]
    private static partial void LogCancelled(ILogger log, int left);
}
