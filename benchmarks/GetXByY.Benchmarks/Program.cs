using System.Globalization;
using System.Net;
using GetXByY;
using GetXByY.Benchmarks;

switch (args)
{
    case ["situation", var subject, .. var rest]:
        return TryOne(subject, SituationOptions.Parse(rest));
    case ["subject", var subject, var port]:
        SubjectProcess.Of(subject, Whole(port)).Serve();
        // Not a return: idle threads of the system's must not hold up the end of the process.
        Environment.Exit(0);
        return 0;
    case ["throughput", var port, var programs, .. var rest]:
        return Print(new ThroughputSuite(Whole(port), programs, quick: rest is ["--quick"]).RunThroughput());
    case [Cell.SmallServerSuite, var port, var programs, .. var rest]:
        return Print(new ThroughputSuite(Whole(port), programs, quick: rest is ["--quick"]).RunSmallServer());
    case ["latency", var port, var programs, var first, .. var rest]:
        bool quick = rest is ["--quick"];
        return Print(
            new ThroughputSuite(Whole(port), programs, quick).RunAlone().Concat(new FirstAnswer(first, Whole(port)).Run(quick)));
    case ["local", var hosts, var glibc, .. var rest]:
        bool isQuick = rest is ["--quick"];
        return Print(new LocalSuite(hosts, glibc).Run(isQuick).Concat(await CacheHits.RunAsync(isQuick)));
    case ["http", .. var rest]:
        return Show(await HttpCost.MeasureAsync(quick: rest is ["--quick"]), rest);
    case ["blocked", .. var rest]:
        return Show(BlockedContinuations.Measure(quick: rest is ["--quick"]), rest, "blocked");
    case ["cache", .. var rest]:
        return Show(CacheTable.ToMarkdown([.. await CacheHits.RunAsync(quick: rest is ["--quick"])]), rest);
    case ["report", var lines, var root, var versions, .. var rest]:
        return ReportFiles.Write(lines, root, versions, rest);
    default:
        Console.Error.WriteLine("usage: GetXByY.Benchmarks situation|subject|throughput|throughput-small-server|latency|local|blocked|cache|http|report …; see benchmarks/peers/run");
        return 2;
}

static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Show(string table, string[] words, string region = "figures")
{
    Console.WriteLine(table);
    if (words is ["--write", var page])
        MarkedRegion.Write(page, region, table);
    return 0;
}

// Everything of a situation runs on this thread, which is none of the pool.
static int TryOne(string subject, SituationOptions situation)
{
    var options = new NameResolverOptions
    {
        Servers = { new IPEndPoint(IPAddress.Loopback, situation.Port) },
        MaxOutstanding = Math.Max(262_144, situation.Outstanding + 2),
    };
    // Once a second a thread of the pool looks at the files, whoever is looked up: it is not to be taken for one that is busy
    // with what was cancelled.
    if (situation.Situation == "one")
        options.FollowChanges = false;
    // A million takes longer to be sent than one attempt lasts.
    if (situation.Situation == "memory")
        options.AttemptTimeout = TimeSpan.FromSeconds(30);
    foreach (Measurement measurement in Situation.Of(Peer.Open(subject, options), situation).Run())
        Console.WriteLine(measurement.ToLine());
    Console.Out.Flush();
    // Not a return: look-ups that hang must not hold up the end of the process.
    Environment.Exit(0);
    return 0;
}

static int Print(IEnumerable<Measurement> measurements)
{
    foreach (Measurement measurement in measurements)
        Console.WriteLine(measurement.ToLine());
    return 0;
}
