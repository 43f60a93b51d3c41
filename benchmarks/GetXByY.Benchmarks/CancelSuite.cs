using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>A hundred thousand look-ups of names that nobody answers: what they cost, what cancelling them costs, and
/// what the next look-up takes.</summary>
internal static class CancelSuite
{
    private const string Name = "cancel";
    private const string Us = "getxbyy-handle";

    internal static async Task<IEnumerable<Measurement>> RunAsync(NameResolver resolver, int outstanding, int trials)
    {
        var starting = new Samples(Name, Us, "start_one", outstanding, "ns");
        var cancelling = new Samples(Name, Us, "cancel_all_one_by_one", outstanding, "ms");
        var next = new Samples(Name, Us, "next_look_up", outstanding, "ms");
        var threads = new Samples(Name, Us, "threads", outstanding, "threads");
        for (int trial = -1; trial < trials; trial++)
        {
            var lookups = new Lookup<IPAddress[]>[outstanding];
            var watch = Stopwatch.StartNew();
            for (int i = 0; i < outstanding; i++)
                lookups[i] = resolver.StartGetHostAddresses($"silent{i}.bench.test", AddressFamily.InterNetwork);
            double start = watch.Elapsed.TotalNanoseconds / outstanding;
            await UntilAllAreInFlightAsync(lookups);
            int threadCount = ThreadCount();
            (double cancelled, int failures) = await Task.Run(() => CancelAll(lookups));
            watch.Restart();
            await resolver.GetHostAddressesAsync($"after{trial}.bench.test", AddressFamily.InterNetwork);
            double after = watch.Elapsed.TotalMilliseconds;
            if (trial < 0)
                continue;
            starting.Add(start);
            cancelling.Add(cancelled);
            next.Add(after);
            threads.Add(threadCount);
            cancelling.Failures += failures;
        }
        Samples memory = await MeasureMemoryAsync(resolver, outstanding);
        starting.Conditions = "from one thread, with the array of look-ups and the names";
        cancelling.Conditions = "all in flight, from one other thread";
        next.Conditions = "started at once after the last cancel returned";
        threads.Conditions = "of the whole process, with the runtime's own";
        memory.Conditions = "managed memory: the engine's cell, query and words, with the task, the name and the Lookup<T>";
        return [.. ((Samples[])[starting, cancelling, next, threads, memory]).Select(s => s.ToMeasurement())];
    }

    private static async Task<Samples> MeasureMemoryAsync(NameResolver resolver, int outstanding)
    {
        var memory = new Samples(Name, Us, "memory_of_one", outstanding, "bytes");
        // Twice as many as before, so that the second half needs new cells.
        var lookups = new Lookup<IPAddress[]>[2 * outstanding];
        for (int half = 0; half < 2; half++)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            for (int i = half * outstanding; i < (half + 1) * outstanding; i++)
                lookups[i] = resolver.StartGetHostAddresses($"silent{i:D6}.bench.test", AddressFamily.InterNetwork);
            await UntilAllAreInFlightAsync(lookups[(half * outstanding)..((half + 1) * outstanding)]);
            if (half == 1)
                memory.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)outstanding);
        }
        CancelAll(lookups);
        return memory;
    }

    private static (double Milliseconds, int Failures) CancelAll(Lookup<IPAddress[]>[] lookups)
    {
        int failures = 0;
        var watch = Stopwatch.StartNew();
        foreach (Lookup<IPAddress[]> lookup in lookups)
        {
            if (lookup.Cancel() > CancelOutcome.CancelledInFlight)
                failures++;
        }
        return (watch.Elapsed.TotalMilliseconds, failures);
    }

    private static int ThreadCount()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static async Task UntilAllAreInFlightAsync(Lookup<IPAddress[]>[] lookups)
    {
        foreach (Lookup<IPAddress[]> lookup in lookups)
        {
            while (lookup.State == LookupState.Queued)
                await Task.Delay(1);
        }
        // Being taken up is not being sent: the engine paces what nobody answers, 50 for each millisecond.
        await Task.Delay(2500);
    }
}
