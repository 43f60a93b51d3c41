using System.Diagnostics;

namespace GetXByY.Benchmarks;

/// <summary>One look-up in flight is cancelled: what the cancel says, what comes after it, what stays busy.</summary>
internal sealed class OneCancelled(Peer peer, SituationOptions options) : Situation(peer, options)
{
    internal override IEnumerable<Measurement> Run()
    {
        Samples reported = Figure("cancel_reported", 1, "success");
        Samples completions = Figure("completion_after_cancel", 1, "completions");
        Samples busy = Figure("busy_after_cancel", 1, "ms");
        Held before = default;
        Probe(Figure("", 0, ""));
        if (IsOurs)
            RunOnce(5); // what is made at the first cancel is not busy with it
        before = AtRest();
        (bool success, double? rest) = RunOnce(Options.Limit.TotalMilliseconds);
        reported.Add(success ? 1 : 0);
        completions.Add(success && Peer.CompletedAfterCancel(0) ? 1 : 0);
        busy.Add(rest ?? Options.Limit.TotalMilliseconds);
        reported.Conditions = Peer.Said;
        completions.Conditions = $"{Options.Limit.TotalSeconds} s watched";
        busy.Conditions = (rest is null ? "more than the limit; " : "") +
            $"more threads at work or sockets than before the look-up; {Options.Limit.TotalSeconds} s watched";
        return [reported.ToMeasurement(), completions.ToMeasurement(), busy.ToMeasurement()];

        (bool Success, double? RestAt) RunOnce(double milliseconds)
        {
            Peer.Reserve(1);
            Hang(Peer, 0, 1);
            bool done = false;
            OnAnotherThread(() => done = Peer.Cancel(0));
            var watch = Stopwatch.StartNew();
            double? rest = null;
            for (; watch.Elapsed.TotalMilliseconds < milliseconds; Pause(1))
                rest = Held.AtWork.IsMoreThan(before) ? null : rest ?? watch.Elapsed.TotalMilliseconds;
            return (done, rest);
        }
    }

    // The same for half a second; a look-up that goes on after its cancel is over by then, too.
    private static Held AtRest()
    {
        Held seen = Held.AtWork;
        var watch = Stopwatch.StartNew();
        while (watch.ElapsedMilliseconds < 500)
        {
            Pause(5);
            Held again = Held.AtWork;
            if (again != seen)
                watch.Restart();
            seen = again;
        }
        return seen;
    }
}
