using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>What look-ups take that are outstanding: memory, threads, sockets.</summary>
internal sealed class ManyOutstanding(Peer peer, SituationOptions options) : Situation(peer, options)
{
    internal override IEnumerable<Measurement> Run()
    {
        int count = Options.Outstanding, half = count / 2;
        Samples bytes = Figure("memory_of_one", count, "bytes"), outstanding = Figure("outstanding", count, "look-ups");
        Samples threads = Figure("threads", count, "threads"), sockets = Figure("sockets", count, "sockets");
        Peer.Reserve(count);
        Hang(Peer, 0, half);
        long heap = GC.GetTotalMemory(forceFullCollection: true), resident = Environment.WorkingSet;
        Hang(Peer, half, count);
        bytes.Add((GC.GetTotalMemory(forceFullCollection: true) - heap) / (double)half);
        double each = (Environment.WorkingSet - resident) / (double)half;
        Held held = Held.Now;
        threads.Add(held.Threads);
        sockets.Add(held.Sockets);
        int hanging = Enumerable.Range(0, count).Count(i => !Peer.HasEnded(i));
        outstanding.Add(hanging);
        bytes.Conditions = string.Create(CultureInfo.InvariantCulture,
            $"live managed memory, from {half} to {count} outstanding; resident memory grew by {each:F0} for each");
        outstanding.Conditions = "of those that were started";
        threads.Conditions = "of the whole process, with the runtime's own";
        sockets.Conditions = "of the whole process";
        return [.. ((Samples[])[bytes, outstanding, threads, sockets]).Select(s => s.ToMeasurement())];
    }
}
