// Gets pages at once, without a host or a container; each has so many seconds, look-up included. Ctrl-C or SIGTERM ends all.
//
//   dotnet run --project samples/HttpClientLookups -- 2 http://www.example.com/ http://www.example.org/
//   dotnet run --project samples/HttpClientLookups -- 2 --server 127.0.0.1:5353 http://www.example.com/
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using GetXByY;

var options = new NameResolverOptions();
List<string> words = [.. args];
if (words is [_, "--server", var text, ..] && IPEndPoint.TryParse(text, out IPEndPoint? server))
{
    options.Servers.Add(server);
    words.RemoveRange(1, 2);
}
if (words.Count < 2 || !double.TryParse(words[0], CultureInfo.InvariantCulture, out double seconds))
{
    Console.Error.WriteLine("usage: HttpClientLookups SECONDS [--server ADDRESS:PORT] URL...");
    return 2;
}

await using var resolver = new NameResolver(options);
using var http = new HttpClient(new SocketsHttpHandler().UseNameResolver(resolver));
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await foreach (Task<string> line in Task.WhenEach(words.Skip(1).Select(GetAsync)))
    Console.WriteLine(await line);
Console.WriteLine($"look-ups outstanding: {resolver.TakeSnapshot().Outstanding}");
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

async Task<string> GetAsync(string url)
{
    using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
    patience.CancelAfter(TimeSpan.FromSeconds(seconds));
    try
    {
        byte[] page = await http.GetByteArrayAsync(url, patience.Token);
        return $"{url}: {page.Length} bytes";
    }
    catch (HttpRequestException e)
    {
        return $"{url}: {e.InnerException?.Message ?? e.Message}";
    }
    catch (OperationCanceledException)
    {
        return $"{url}: cancelled";
    }
}
