namespace GetXByY.Benchmarks;

/// <summary>How many names a second, and what they take: all in the same cells, one after the other.</summary>
/// <param name="port">The responder's.</param>
/// <param name="programs">The folder of the programs in C.</param>
/// <param name="quick">Fewer and smaller rounds: to see that it works.</param>
internal sealed class ThroughputSuite(int port, string programs, bool quick)
{
    // Beyond so many these do what they do with so many, only with more waiting.
    private const int MostForSlowOnes = 1000;
    private const int DnsPort = 53;

    // With more it is slower, and it has no more than 65,536 ids.
    private const int MostForDnsperf = 10_000;

    private readonly int _rounds = quick ? 1 : 5;

    /// <summary>Many at once.</summary>
    internal IEnumerable<Measurement> RunThroughput()
    {
        int[] outstanding = quick ? [1000] : [100, 1000, 10_000, 100_000];
        // Each that may be outstanding should have a second one behind it.
        return ((string[])[Cell.Four, Cell.Both]).SelectMany(family => outstanding.SelectMany(many => Run(CellOf(family, many))))
            .Concat(outstanding.SelectMany(many => Run(CellOf(Cell.Four, many) with { Lengths = NameLengths.Mixed })));
    }

    /// <summary>Many at once, of a name server with a small buffer: queries that find no room there are lost.</summary>
    internal IEnumerable<Measurement> RunSmallServer() => (quick ? [1000] : (int[])[1000, 10_000, 100_000])
        .SelectMany(many => Run(CellOf(Cell.Four, many) with { HasSmallServer = true }));

    private Cell CellOf(string family, int outstanding) =>
        new(family, outstanding, quick ? 10_000 : Math.Max(100_000, 2 * outstanding));

    /// <summary>One after the other.</summary>
    internal IEnumerable<Measurement> RunAlone() =>
        (quick ? [Cell.Four] : (string[])[Cell.Four, Cell.Both]).SelectMany(family => Run(new Cell(family, 1, quick ? 500 : 10_000)));

    private IEnumerable<Measurement> Run(Cell cell)
    {
        Contender[] contenders = [.. Contenders(cell)];
        Tally[] tallies = [.. contenders.Select(_ => new Tally(cell))];
        // Interleaved, so that a slower minute of the machine meets all of them.
        for (int round = 0; round <= _rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                bool isWarmUp = round == 0;
                if (isWarmUp && !contenders[i].WarmsUp)
                    continue;
                int names = Math.Max(cell.Names / contenders[i].Share, 200);
                // Code is compiled again when it has run often, and some time after that.
                Round figures = contenders[i].Run(cell with { Names = isWarmUp && !quick ? 2 * names : names });
                if (!isWarmUp)
                    tallies[i].Add(figures);
            }
        }
        foreach (Contender contender in contenders)
            contender.Dispose();
        return tallies.SelectMany(t => t.ToMeasurements());
    }

    private IEnumerable<Contender> Contenders(Cell cell) =>
        cell.HasSmallServer ? ContendersForSmallServer(cell)
        : cell.Lengths == NameLengths.Mixed ? ContendersByLength(cell) : AllContenders(cell).Concat(Drivers(cell));

    // c-ares waits for five seconds in a round, or several times; where it has more outstanding, only more often.
    private IEnumerable<Contender> ContendersForSmallServer(Cell cell)
    {
        yield return new SubjectContender("getxbyy-handle", port);
        if (cell.Outstanding <= MostForSlowOnes && Program("cancel_cares") is { } cares)
            yield return new ProgramContender("c-ares", cares, port, "--situation", "throughput");
    }

    // Who is quicker where queries are of one length.
    private IEnumerable<Contender> ContendersByLength(Cell cell)
    {
        yield return new SubjectContender("getxbyy-handle", port);
        yield return new SubjectContender(DriverWorld.Unsegmented, port);
        foreach (Contender limit in Limits(cell, "--mixed"))
            yield return limit;
    }

    // Ours with what it does not have by itself here.
    private IEnumerable<Contender> Drivers(Cell cell)
    {
        if (cell is { Family: Cell.Four, Outstanding: > 1 })
            yield return new SubjectContender(DriverWorld.Unsegmented, port);
        if (cell is { Family: Cell.Four, Outstanding: >= 1000 })
        {
            yield return new SubjectContender(QueueSubject.Reader, port);
            yield return new SubjectContender(DriverWorld.SmallBuffer, port);
            yield return new SubjectContender(DriverWorld.Portable, port);
        }
    }

    private IEnumerable<Contender> Limits(Cell cell, params string[] words)
    {
        yield return new ProgramContender("limit", Program("flooder")!, port, words);
        if (cell.Outstanding > 1)
            yield return new ProgramContender("limit-gso", Program("flooder")!, port, [.. words, "--segment"]);
    }

    // What System.Net.Dns is behind its pool.
    private IEnumerable<Contender> Glibc(Cell cell)
    {
        if (cell.Outstanding > MostForSlowOnes || port != DnsPort || Program("throughput_glibc") is not { } glibc)
            yield break;
        string[] words = cell.Family == Cell.Both ? ["--both"] : [];
        yield return new ProgramContender("glibc-threads", glibc, port, words) { Share = 10 };
        yield return new ProgramContender("glibc", glibc, port, [.. words, "--requests"]) { Share = 10 };
    }

    // Of the programs in C all but c-ares and glibc ask for A alone. System.Net.Dns, glibc and adns ask port 53 alone.
    private IEnumerable<Contender> AllContenders(Cell cell)
    {
        bool isFour = cell.Family == Cell.Four, isFew = cell.Outstanding <= MostForSlowOnes;
        string[] situation = ["--situation", "throughput"];
        yield return new SubjectContender("getxbyy-handle", port);
        // WSAAsyncGetHostByName finds IPv4 addresses alone.
        if (isFour)
            yield return new SubjectContender("getxbyy-winsock", port);
        // As c-ares is asked to; of one family there is nothing to put in order here.
        else if (!quick)
            yield return new SubjectContender("getxbyy-unordered", port);
        yield return new SubjectContender("getxbyy-await", port);
        yield return new SubjectContender("getxbyy-await-in-place", port);
        if (isFew && port == DnsPort)
            yield return new SubjectContender(Subject.SystemNetDns, port) { Share = 10 };
        foreach (Contender glibc in Glibc(cell))
            yield return glibc;
        if (Program("cancel_cares") is { } cares)
            yield return new ProgramContender("c-ares", cares, port, isFour ? situation : [.. situation, "--both"]);
        if (!isFour)
            yield break;
        if (isFew)
            yield return new SubjectContender(Subject.DnsClientNet, port) { Share = 2 };
        if (isFew && port == DnsPort && Program("cancel_adns") is { } adns)
            yield return new ProgramContender("adns", adns, port, situation);
        if (isFew && Program("cancel_unbound") is { } unbound)
            yield return new ProgramContender("libunbound", unbound, port, situation) { Share = 10 };
        if (cell.Outstanding is > 1 and <= MostForDnsperf && Program("throughput_dnsperf") is { } dnsperf)
            yield return new ProgramContender("dnsperf", dnsperf, port);
        foreach (Contender limit in Limits(cell))
            yield return limit;
    }

    private string? Program(string name) => Path.Combine(programs, name) is var path && File.Exists(path) ? path : null;
}
