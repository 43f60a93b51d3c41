using System.Diagnostics;

namespace GetXByY.Benchmarks;

/// <summary>A token fires 200 ms after a look-up was started: when the look-up ends.</summary>
internal sealed class OneTimed(Peer peer, SituationOptions options) : Situation(peer, options)
{
    internal override IEnumerable<Measurement> Run()
    {
        Samples samples = Figure("end_after_token_at_200ms", 1, "ms");
        Probe(Figure("", 0, ""));
        bool completed = false;
        for (int trial = 0; trial < Options.Trials; trial++)
        {
            Peer.Reserve(1);
            var watch = Stopwatch.StartNew();
            Peer.Start(0, $"silent{trial:D6}.bench.test");
            using var timer = new Timer(_ => Peer.Cancel(0), null, 200, Timeout.Infinite);
            while (!Peer.HasEnded(0))
                Pause(1);
            samples.Add(watch.Elapsed.TotalMilliseconds);
            completed |= Peer.CompletedAfterCancel(0);
        }
        samples.Conditions = completed ? "ended with its own failure" : "ended as cancelled";
        return [samples.ToMeasurement()];
    }
}
