using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>What look-ups lose while continuations block that run on the engine's thread. They are of services, which need no
/// server, and end in a queue: what is measured is the engine.</summary>
internal static class BlockedContinuations
{
    private const int Blocked = 8;

    // What takes no longer than this was not delayed.
    private static readonly TimeSpan s_undelayed = TimeSpan.FromMicroseconds(200);

    internal static string Measure(bool quick)
    {
        int rounds = quick ? 5 : 30;
        var text = new StringBuilder("| continuations | that block | others were delayed, in all | in the worst round | one look-up, at most |\n|---|--:|--:|--:|--:|\n");
        foreach ((string name, int count, int apart) in new[] { ("none", 0, 0), ("all at once", Blocked, 0), ("20 ms apart", Blocked, 20) })
        {
            (double Sum, double Max)[] all = [.. Enumerable.Range(0, rounds).Select(_ => Run(count, apart))];
            Array.Sort(all);
            text.Append(CultureInfo.InvariantCulture,
                $"| {name} | {count} | {all[rounds / 2].Sum:F1} ms | {all[^1].Sum:F1} ms | {all.Max(r => r.Max):F1} ms |\n");
        }
        return text.Append(CultureInfo.InvariantCulture,
            $"\nMedians of {rounds} rounds; {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}.\n").ToString();
    }

    private static (double Sum, double Max) Run(int count, int apart)
    {
        using var resolver = new NameResolver(new NameResolverOptions { AllowSynchronousContinuations = true });
        var queue = new LookupQueue<ServiceEntry>();
        using var over = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(Math.Max(count, 1));
        for (int i = 0; i < 1000; i++)
            LookUp(resolver, queue);
        double sum = 0, max = 0;
        int started = 0;
        var watch = Stopwatch.StartNew();
        var window = TimeSpan.FromMilliseconds(50 + count * apart);
        while (watch.Elapsed < window || (count > 0 && !blocked.IsSet))
        {
            int due = apart == 0 ? count : Math.Min(count, 1 + (int)watch.ElapsedMilliseconds / apart);
            if (started < due && TryBlock(resolver, due - started, over, blocked))
                started = due;
            TimeSpan taken = LookUp(resolver, queue);
            if (taken <= s_undelayed)
                continue;
            sum += taken.TotalMilliseconds;
            max = Math.Max(max, taken.TotalMilliseconds);
        }
        over.Set();
        resolver.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return (sum, max);
    }

    private static TimeSpan LookUp(NameResolver resolver, LookupQueue<ServiceEntry> queue)
    {
        long begun = Stopwatch.GetTimestamp();
        if (!resolver.TryStartGetServiceByName("http", "tcp", queue, out _))
            throw new InvalidOperationException("nothing was started");
        while (!queue.Reader.TryRead(out _))
            Thread.Yield();
        return Stopwatch.GetElapsedTime(begun);
    }

    // From a continuation, so that none of them has ended before its own continuation is there.
    private static bool TryBlock(NameResolver resolver, int count, ManualResetEventSlim over, CountdownEvent blocked)
    {
        int me = Environment.CurrentManagedThreadId;
        bool isInPlace = false;
        Then(resolver, () =>
        {
            isInPlace = Environment.CurrentManagedThreadId != me;
            for (int i = 0; isInPlace && i < count; i++)
            {
                Then(resolver, () =>
                {
                    blocked.Signal();
                    over.Wait();
                });
            }
        }).GetAwaiter().GetResult();
        return isInPlace;
    }

    private static Task Then(NameResolver resolver, Action what) =>
        resolver.StartGetServiceByName("http", "tcp").Completion.ContinueWith(
            _ => what(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
