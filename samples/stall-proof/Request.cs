using System.Diagnostics;

namespace StallProof;

/// <summary>One request, as the code that awaits it sees it.</summary>
internal sealed class Request
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _ended;

    /// <summary>Begins it.</summary>
    internal static Request Start(HttpClient http, string url, int patience = Timeout.Infinite)
    {
        var request = new Request();
        _ = request.GetAsync(http, url, patience);
        return request;
    }

    /// <summary>Milliseconds from a moment to its start.</summary>
    internal double BegunAfter(long moment) => Stopwatch.GetElapsedTime(moment, _begun).TotalMilliseconds;

    /// <summary>Milliseconds that it took; null where it has not ended.</summary>
    internal double? Took =>
        Volatile.Read(ref _ended) is > 0 and long ended ? Stopwatch.GetElapsedTime(_begun, ended).TotalMilliseconds : null;

    private async Task GetAsync(HttpClient http, string url, int patience)
    {
        using var token = new CancellationTokenSource(patience);
        try
        {
            await http.GetStringAsync(url, token.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            // Only when it ended is asked here.
        }
        Volatile.Write(ref _ended, Stopwatch.GetTimestamp());
    }
}
