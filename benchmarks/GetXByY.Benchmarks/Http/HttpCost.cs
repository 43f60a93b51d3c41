using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>What a request costs with a resolver, beside the plain handler: in turns, so that a slower moment of the machine
/// meets both.</summary>
internal static class HttpCost
{
    internal static async Task<string> MeasureAsync(bool quick)
    {
        using var server = new HttpAnswerer();
        await using var resolver = new NameResolver();
        var uri = new Uri($"http://localhost:{server.Port}/");
        var text = new StringBuilder("| | plain | with `UseNameResolver` | ratio (middle half of the pairs) | bytes plain | bytes with it |\n|---|--:|--:|--:|--:|--:|\n");
        using (var plain = new HttpClient(new SocketsHttpHandler()))
        using (var ours = new HttpClient(new SocketsHttpHandler().UseNameResolver(resolver)))
            text.Append(await CompareAsync("a request over a connection of the pool", plain, ours, uri, quick ? 20 : 200, 500));
        using (var plain = new HttpClient(WithoutPool()))
        using (var ours = new HttpClient(WithoutPool().UseNameResolver(resolver)))
            text.Append(await CompareAsync("a request over a new connection, to a name in the hosts file", plain, ours, uri, quick ? 20 : 200, 50));
        return text.Append(CultureInfo.InvariantCulture,
            $"\n{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}; times are the best of {(quick ? 20 : 200)} blocks, ratios those of pairs of blocks in turns.\n").ToString();
    }

    private static SocketsHttpHandler WithoutPool() => new() { PooledConnectionLifetime = TimeSpan.Zero };

    private static async Task<string> CompareAsync(string what, HttpClient plain, HttpClient ours, Uri uri, int pairs, int requests)
    {
        for (int i = 0; i < 20; i++)
        {
            await TimeAsync(plain, uri, requests);
            await TimeAsync(ours, uri, requests);
        }
        List<double> ratios = [];
        (double Time, double Bytes) least = (double.MaxValue, 0), ourLeast = least;
        for (int pair = 0; pair < pairs; pair++)
        {
            // Who is first has the cold caches.
            bool oursFirst = pair % 2 == 0;
            (double Time, double Bytes) first = await TimeAsync(oursFirst ? ours : plain, uri, requests);
            (double Time, double Bytes) second = await TimeAsync(oursFirst ? plain : ours, uri, requests);
            (var one, var other) = oursFirst ? (second, first) : (first, second);
            ratios.Add(other.Time / one.Time);
            least = one.Time < least.Time ? one : least;
            ourLeast = other.Time < ourLeast.Time ? other : ourLeast;
        }
        ratios.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {least.Time:F1} µs | {ourLeast.Time:F1} µs | {ratios[pairs / 2]:F3} ({ratios[pairs / 4]:F3} to {ratios[3 * pairs / 4]:F3}) | {least.Bytes:F0} | {ourLeast.Bytes:F0} |\n");
    }

    // Of one request, on average.
    private static async Task<(double Time, double Bytes)> TimeAsync(HttpClient http, Uri uri, int requests)
    {
        long bytes = GC.GetTotalAllocatedBytes();
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < requests; i++)
        {
            using HttpResponseMessage response = await http.GetAsync(uri);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{uri} answered {response.StatusCode}");
        }
        double time = Stopwatch.GetElapsedTime(begun).TotalMicroseconds / requests;
        return (time, (double)(GC.GetTotalAllocatedBytes() - bytes) / requests);
    }
}
