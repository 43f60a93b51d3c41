namespace GetXByY.Hosting.Http;

/// <summary>Lets the connection that a request waits for know the request's token. May be used from any thread.</summary>
internal sealed class RequestTokenHandler : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<CancellationToken> s_token = new("GetXByY.RequestToken");

    internal RequestTokenHandler()
    {
    }

    internal RequestTokenHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    internal static CancellationToken TokenOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(s_token, out CancellationToken token) ? token : default;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.Set(s_token, cancellationToken);
        try
        {
            return base.Send(request, cancellationToken);
        }
        catch (HttpRequestException e) when (cancellationToken.IsCancellationRequested)
        {
            throw Cancelled(e, cancellationToken);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.Set(s_token, cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (cancellationToken.IsCancellationRequested)
        {
            throw Cancelled(e, cancellationToken);
        }
    }

    // The token ends the request and its connection attempt; the attempt's failure may be there first.
    private static TaskCanceledException Cancelled(HttpRequestException e, CancellationToken token) =>
        new("The request was cancelled.", e, token);
}
