using System.Diagnostics;

namespace GetXByY.Benchmarks;

/// <summary>Many look-ups in flight are cancelled one by one: what that costs, and the look-up that follows.</summary>
internal sealed class AllCancelled(Peer peer, SituationOptions options) : Situation(peer, options)
{
    internal override IEnumerable<Measurement> Run()
    {
        int count = Options.Outstanding;
        Samples all = Figure("cancel_all", count, "ms"), next = Figure("next_look_up", count, "ms");
        Samples one = Figure("cancel_one", count, "ns"), slow = Figure("cancel_one_p99", count, "ns");
        Samples completions = Figure("completion_after_cancel", count, "completions");
        // The first trial of ours warms up; System.Net.Dns is to meet this cold, as in a service.
        if (IsOurs)
            WarmUp();
        var watch = Stopwatch.StartNew();
        int successes = 0;
        for (int trial = IsOurs ? -1 : 0; trial < Options.Trials; trial++)
        {
            if (trial > 0 && watch.Elapsed > Options.Limit)
                break;
            bool counts = trial >= 0;
            successes = RunOnce(counts ? all : Figure("", 0, ""), counts ? next : Figure("", 0, ""), completions);
            if (IsOurs)
                all.Failures += count - successes;
        }
        // On its own, because reading the clock costs as much as a cancel does.
        TimeEach(one, slow);
        all.Conditions =
            $"{successes} of them reported success, by another thread than the starter's; {Peer.Conditions}";
        completions.Conditions = "until the next answer";
        next.Conditions = LimitNote(next) + "right after the last cancel" + (IsOurs ? ", after 400 in the same process" : "");
        return [.. ((Samples[])[all, completions, next, one, slow]).Select(s => s.ToMeasurement())];
    }

    // What answers go through is compiled anew when it has been used often; the libraries of the others came compiled.
    private void WarmUp()
    {
        for (int i = 0; i < 4; i++)
        {
            for (int probe = 0; probe < 100; probe++)
                Probe(Figure("", 0, ""));
            Pause(250);
        }
    }

    private int RunOnce(Samples all, Samples next, Samples completions)
    {
        int count = Options.Outstanding;
        Peer.Reserve(count);
        Hang(Peer, 0, count);
        var succeeded = new bool[count];
        OnAnotherThread(() =>
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
                succeeded[i] = Peer.Cancel(i);
            all.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        });
        Probe(next);
        completions.Add(Enumerable.Range(0, count).Count(i => succeeded[i] && Peer.CompletedAfterCancel(i)));
        return succeeded.Count(s => s);
    }

    private void TimeEach(Samples median, Samples slow)
    {
        int count = Options.Outstanding;
        var ticks = new long[count];
        long empty = 0;
        Peer.Reserve(count);
        Hang(Peer, 0, count);
        OnAnotherThread(() =>
        {
            empty = ReadingTheClock();
            for (int i = 0; i < count; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                Peer.Cancel(i);
                ticks[i] = Stopwatch.GetTimestamp() - begin;
            }
        });
        Array.Sort(ticks);
        median.Add(Nanoseconds(ticks[count / 2] - empty));
        slow.Add(Nanoseconds(ticks[count * 99 / 100] - empty));
        median.Conditions = slow.Conditions = $"of {count}, by another thread than the starter's; " +
            $"without the {Nanoseconds(empty):0} ns of reading the clock";
    }

    // The ticks of an interval in which nothing is done.
    private static long ReadingTheClock()
    {
        var ticks = new long[10_000];
        for (int i = 0; i < ticks.Length; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            ticks[i] = Stopwatch.GetTimestamp() - begin;
        }
        Array.Sort(ticks);
        return ticks[ticks.Length / 2];
    }

    private static double Nanoseconds(long ticks) => ticks * 1e9 / Stopwatch.Frequency;
}
