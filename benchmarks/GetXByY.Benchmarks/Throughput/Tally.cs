namespace GetXByY.Benchmarks;

/// <summary>The rounds of one contender in one cell, and their figures.</summary>
internal sealed class Tally(Cell cell)
{
    private readonly List<Round> _good = [];
    private readonly List<Round> _bad = [];

    /// <summary>Adds one. A round with failures does not count, unless there are no others.</summary>
    internal void Add(Round round) => (round.Failures == 0 ? _good : _bad).Add(round);

    internal IEnumerable<Measurement> ToMeasurements()
    {
        List<Round> rounds = _good.Count > 0 ? _good : _bad;
        Samples?[] all =
        [
            Figure("names_per_second", "1/s", r => r.NamesPerSecond),
            Figure("look_up_median", "ns", r => r.MedianUs * 1000),
            Figure("look_up_p99", "ns", r => r.P99Us * 1000),
            Figure("cpu_of_one", "ns", r => r.CpuUsPerName * 1000),
            Figure("allocated_by_one", "bytes", r => r.AllocatedBytes),
            Figure("peak_memory", "bytes", r => r.PeakBytes),
            Figure("threads", "threads", r => r.Threads),
            Figure("sent_again", "queries", r => r.Lost),
            Figure("answers_dropped", "answers", r => r.Dropped),
            Figure("id_bits", "bits", r => r.IdBits),
            Figure("port_bits", "bits", r => r.PortBits),
        ];
        return all.OfType<Samples>().Select(s => s.ToMeasurement());

        Samples? Figure(string measure, string unit, Func<Round, double?> value)
        {
            if (rounds.Count == 0 || value(rounds[0]) is null)
                return null;
            var samples = new Samples(cell.Suite, rounds[0].Subject, measure, cell.Outstanding, unit, cell.Family)
            {
                Failures = _bad.Sum(r => r.Failures),
                Conditions = $"rounds of {rounds[0].Names} names; {rounds[0].Conditions}",
            };
            foreach (Round round in rounds)
                samples.Add(value(round)!.Value);
            return samples;
        }
    }
}
