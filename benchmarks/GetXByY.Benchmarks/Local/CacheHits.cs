using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using GetXByY.Testing;

namespace GetXByY.Benchmarks;

/// <summary>What it costs to look up a name whose answers are kept, beside a look-up of the same name in a
/// <see cref="ConcurrentDictionary{TKey, TValue}"/>; and the parts of it that have a price of their own.</summary>
internal static class CacheHits
{
    private const string Suite = "local";
    private const string Ours = "getxbyy-handle cache hit";
    private const string Name = "host500.example.com";
    private const int Times = 200_000;

    /// <summary>Measures in rounds, in which everything has its turn: best of all of them, as others only add to it.</summary>
    internal static async Task<IEnumerable<Measurement>> RunAsync(bool quick)
    {
        await using var server = LoopbackNameServer.Start();
        server.Add(Name, TimeSpan.FromDays(1), IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7"));
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint }, MaxCachedAnswers = 10_000 });
        await resolver.GetHostByNameAsync(Name);
        return Run(resolver, quick ? 5 : 30);
    }

    private static IEnumerable<Measurement> Run(NameResolver resolver, int rounds)
    {
        var dictionary = new ConcurrentDictionary<string, object>(
            Enumerable.Range(0, 1000).Select(i => KeyValuePair.Create($"host{i}.example.com", new object())));
        var queue = new LookupQueue<HostEntry>();
        var channel = Channel.CreateUnbounded<LookupCompletion<HostEntry>>();
        HostEntry host = resolver.GetHostByNameAsync(Name).Result;
        (string Subject, string Conditions, Action<int> Act)[] subjects =
        [
            ("ConcurrentDictionary", "`ConcurrentDictionary.TryGetValue` of the same name, among 1,000", times => Repeat(times, () => dictionary.TryGetValue(Name, out _))),
            ("getxbyy-await cache hit", "`GetHostByNameAsync`, awaited", times => Repeat(
                times, () => resolver.GetHostByNameAsync(Name) is { IsCompletedSuccessfully: true, Result: not null })),
            ("getxbyy-await cache hit, addresses", "`GetHostAddressesAsync`, awaited, with an array and an IPv6 address of the caller's own", times => Repeat(
                times, () => resolver.GetHostAddressesAsync(Name) is { IsCompletedSuccessfully: true, Result: not null })),
            (Ours, "`TryStartGetHostByName` and `TryRead` of its queue", times => Repeat(
                times, () => resolver.TryStartGetHostByName(Name, queue, out _) && queue.Reader.TryRead(out _))),
            ("a channel alone", "… of which to put a completion into a channel and take it out", times => Repeat(
                times, () => channel.Writer.TryWrite(new(1, 0, new(host))) && channel.Reader.TryRead(out _))),
        ];
        Samples[] samples = [.. subjects.Select(s => new Samples(Suite, s.Subject, "one_takes", 1, "ns", "A and AAAA"))];
        for (int round = -2; round < rounds; round++)
        {
            for (int i = 0; i < subjects.Length; i++)
            {
                long begun = Stopwatch.GetTimestamp();
                subjects[i].Act(Times);
                double each = Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Times;
                // In the first two the runtime compiles.
                if (round >= 0)
                    samples[i].Add(each);
                samples[i].Conditions = $"{subjects[i].Conditions}; interleaved rounds of {Times:N0}, the least counts";
            }
        }
        return samples.Select(s => s.ToMeasurement());
    }

    private static void Repeat(int times, Func<bool> act)
    {
        for (int i = 0; i < times; i++)
        {
            if (!act())
                throw new InvalidOperationException($"'{Name}' is not kept");
        }
    }
}
