namespace WebService;

/// <summary>Another service, which is asked over HTTP.</summary>
internal sealed class Partner(HttpClient http)
{
    internal async Task<IResult> GetAsync(CancellationToken aborted)
    {
        try
        {
            return Results.Text(await http.GetStringAsync("", aborted));
        }
        catch (HttpRequestException e)
        {
            return Results.Text(e.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }
}
