using System.Diagnostics;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>What a silent name server does to a caller with a token, and to everybody else in the process.</summary>
internal static class StallSuite
{
    private const string Name = "stall";

    /// <summary>How long a look-up goes on whose token fires after 200 ms.</summary>
    internal static async Task<IEnumerable<Measurement>> TokenAsync(Subject[] subjects, int rounds)
    {
        List<Measurement> measurements = [];
        foreach (Subject subject in subjects)
        {
            var samples = new Samples(Name, subject.Name, "end_after_token_at_200ms", 1, "ms");
            string ended = "";
            for (int round = 0; round < rounds; round++)
            {
                using var source = new CancellationTokenSource(200);
                var watch = Stopwatch.StartNew();
                try
                {
                    await subject.LookUpAsync($"silent-{Guid.NewGuid():N}.bench.test", source.Token);
                }
                catch (Exception e) when (e is SocketException or OperationCanceledException)
                {
                    ended = e.GetType().Name;
                }
                samples.Add(watch.Elapsed.TotalMilliseconds);
            }
            samples.Conditions = $"ended with {ended}";
            measurements.Add(samples.ToMeasurement());
        }
        return measurements;
    }

    /// <summary>What a name that is answered at once takes while others hang.</summary>
    internal static async Task<IEnumerable<Measurement>> HangingAsync(Subject[] subjects, int hanging)
    {
        List<Measurement> measurements = [];
        foreach (Subject subject in subjects)
        {
            using var source = new CancellationTokenSource();
            Task[] stuck = [.. Enumerable.Range(0, hanging).Select(
                i => subject.LookUpAsync($"silent{i}.bench.test", source.Token).AsTask())];
            // Long enough for the others to be under way.
            await Task.Delay(500);
            var samples = new Samples(Name, subject.Name, "responsive_name_while_others_hang", hanging, "ms");
            var watch = Stopwatch.StartNew();
            await subject.LookUpAsync("quick.bench.test", CancellationToken.None);
            samples.Add(watch.Elapsed.TotalMilliseconds);
            samples.Conditions = $"{hanging} look-ups of silent names were started half a second before";
            measurements.Add(samples.ToMeasurement());
            source.Cancel();
            await Task.WhenAll(stuck.Select(t => t.ContinueWith(static _ => { }, TaskScheduler.Default)));
        }
        return measurements;
    }
}
