using System.Diagnostics;

namespace GetXByY.Benchmarks;

/// <summary>What all situations have in common: one peer, look-ups that hang, and one that is answered.</summary>
internal abstract class Situation(Peer peer, SituationOptions options)
{
    protected const string Suite = "cancel";

    private int _probes;

    protected Peer Peer { get; } = peer;

    protected SituationOptions Options { get; } = options;

    protected bool IsOurs => Peer.Name != TaskSubject.SystemNetDns.Name;

    /// <summary>Goes through it.</summary>
    internal abstract IEnumerable<Measurement> Run();

    internal static Situation Of(Peer peer, SituationOptions options) => options.Situation switch
    {
        "one" => new OneCancelled(peer, options),
        "token" => new OneTimed(peer, options),
        "all" => new AllCancelled(peer, options),
        "hanging" => new Hanging(peer, options),
        "memory" => new ManyOutstanding(peer, options),
        _ => throw new ArgumentException($"no situation is called {options.Situation}"),
    };

    protected Samples Figure(string measure, int outstanding, string unit) =>
        new(Suite, Peer.Name, measure, outstanding, unit);

    /// <summary>Starts look-ups that are never answered, and waits until all are sent or no more are: the pool sends
    /// few at a time, and the engine paces what nobody answers.</summary>
    protected static void Hang(Peer peer, int from, int to)
    {
        long before = Held.DatagramsSent, sent = before;
        for (int i = from; i < to; i++)
            peer.Start(i, $"silent{i:D6}.bench.test");
        var watch = Stopwatch.StartNew();
        TimeSpan changed = TimeSpan.Zero;
        while (sent - before < to - from && (watch.Elapsed - changed).TotalMilliseconds < 250)
        {
            Pause(5);
            long seen = Held.DatagramsSent;
            if (seen != sent)
                changed = watch.Elapsed;
            sent = seen;
        }
    }

    /// <summary>Looks up a name that is answered, and adds how long it took, in ms: the limit when it was not over by
    /// then.</summary>
    protected void Probe(Samples samples)
    {
        var watch = Stopwatch.StartNew();
        bool? found = Peer.LookUp($"quick{_probes++:D6}.bench.test", Options.Limit);
        samples.Add(found is null ? Options.Limit.TotalMilliseconds : watch.Elapsed.TotalMilliseconds);
        if (found == false)
            samples.Failures++;
    }

    protected string LimitNote(Samples samples) =>
        samples.Median >= Options.Limit.TotalMilliseconds ? "more than the limit; " : "";

    /// <summary>For what has no event to wait for: counts in /proc.</summary>
    protected static void Pause(int milliseconds) => Thread.Sleep(milliseconds);

    /// <summary>Cancels from a thread that started none of them.</summary>
    protected static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }
}
