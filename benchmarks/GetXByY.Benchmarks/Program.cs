using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GetXByY;
using GetXByY.Benchmarks;

switch (args)
{
    case ["situation", var subject, .. var rest]:
        return TryOne(subject, SituationOptions.Parse(rest));
    case ["throughput", var portText, var flooder, .. var rest]:
        return Throughput(int.Parse(portText, CultureInfo.InvariantCulture), flooder, rest is ["--quick"]);
    case ["local", var hosts, var glibc, .. var rest]:
        foreach (Measurement measurement in new LocalSuite(hosts, glibc).Run(quick: rest is ["--quick"]))
            Console.WriteLine(measurement.ToLine());
        foreach (Measurement measurement in CacheHits.RunAsync(quick: rest is ["--quick"]).Result)
            Console.WriteLine(measurement.ToLine());
        return 0;
    case ["http", .. var rest]:
        return Show(await HttpCost.MeasureAsync(quick: rest is ["--quick"]), rest);
    case ["cache", .. var rest]:
        return Show(CacheTable.ToMarkdown([.. await CacheHits.RunAsync(quick: rest is ["--quick"])]), rest);
    case ["report", var lines, var root, var versions, .. var rest]:
        return ReportFiles.Write(lines, root, versions, rest);
    default:
        Console.Error.WriteLine("usage: GetXByY.Benchmarks situation|throughput|local|cache|http|report …; see benchmarks/peers/run");
        return 2;
}

static int Show(string table, string[] words)
{
    Console.WriteLine(table);
    if (words is ["--write", var page])
        FigurePage.Write(page, table);
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

static int Throughput(int port, string flooder, bool quick)
{
    NameResolverOptions Options() => new() { Servers = { new IPEndPoint(IPAddress.Loopback, port) } };
    var suite = new ThroughputSuite(flooder, port);
    var resolver = new NameResolver(Options());
    AwaitSubject awaiting = AwaitSubject.Ours(resolver);
    Subject[] handles = [new QueueSubject(resolver), new WinSockSubject(Options())];
    // System.Net.Dns asks port 53 only, and ten thousand tasks of it do what a thousand do.
    Subject[] few = port == 53 ? [.. handles, awaiting, AwaitSubject.SystemNetDnsItself()] : [.. handles, awaiting];
    int names = quick ? 20_000 : 200_000, rounds = quick ? 2 : 5;
    void Measure(Subject[] subjects, AddressFamily family, int outstanding)
    {
        int count = outstanding == 1 ? names / 20 : names;
        foreach (Measurement measurement in suite.Run(subjects, family, outstanding, count, rounds))
            Console.WriteLine(measurement.ToLine());
    }
    Measure(few, AddressFamily.InterNetwork, 1000);
    Measure(few, AddressFamily.InterNetwork, 1);
    if (!quick)
    {
        Measure(handles, AddressFamily.InterNetwork, 100);
        Measure([.. handles, awaiting], AddressFamily.InterNetwork, 10_000);
        Measure(handles, AddressFamily.InterNetwork, 100_000);
    }
    // WSAAsyncGetHostByName finds IPv4 addresses alone.
    Subject[] both = [.. few.Where(s => s is not WinSockSubject)];
    Measure(both, AddressFamily.Unspecified, 1000);
    Measure(both, AddressFamily.Unspecified, 1);
    Console.Out.Flush();
    Environment.Exit(0);
    return 0;
}
