using System.Diagnostics;

namespace GetXByY.Benchmarks;

/// <summary>A name that is answered, while look-ups of others hang.</summary>
internal sealed class Hanging(Peer peer, SituationOptions options) : Situation(peer, options)
{
    internal override IEnumerable<Measurement> Run()
    {
        int count = Options.Outstanding;
        Samples taken = Figure(count == 0 ? "responsive_alone" : "responsive_while_hanging", count, "ms");
        if (count > 0)
        {
            Peer.Reserve(count);
            Hang(Peer, 0, count);
            Pause(500); // so long the others have been hanging, as with the peers in C
        }
        var watch = Stopwatch.StartNew();
        for (int trial = 0; trial < Options.Trials && watch.Elapsed < Options.Limit; trial++)
            Probe(taken);
        taken.Conditions = LimitNote(taken) + Peer.Conditions;
        return [taken.ToMeasurement()];
    }
}
