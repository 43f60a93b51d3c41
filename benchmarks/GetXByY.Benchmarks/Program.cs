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
        return ThroughputAsync(int.Parse(portText, CultureInfo.InvariantCulture), flooder, rest is ["--quick"])
            .GetAwaiter().GetResult();
    case ["local", var hosts, var glibc, .. var rest]:
        foreach (Measurement measurement in new LocalSuite(hosts, glibc).Run(quick: rest is ["--quick"]))
            Console.WriteLine(measurement.ToLine());
        return 0;
    case ["report", var lines, var root, var versions, .. var rest]:
        return ReportFiles.Write(lines, root, versions, rest);
    default:
        Console.Error.WriteLine("usage: GetXByY.Benchmarks situation|throughput|local|report …; see benchmarks/peers/run");
        return 2;
}

// Everything of a situation runs on this thread, which is none of the pool.
static int TryOne(string subject, SituationOptions situation)
{
    var options = new NameResolverOptions
    {
        Servers = { new IPEndPoint(IPAddress.Loopback, situation.Port) },
        MaxOutstanding = Math.Max(262_144, situation.Outstanding + 2),
    };
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

static async Task<int> ThroughputAsync(int port, string flooder, bool quick)
{
    var options = new NameResolverOptions { Servers = { new IPEndPoint(IPAddress.Loopback, port) } };
    await using var resolver = new NameResolver(options);
    Subject[] us = [TaskSubject.Await(resolver), TaskSubject.Handle(resolver), new WinSockSubject(options)];
    // System.Net.Dns asks port 53 only.
    var suite = new ThroughputSuite(port == 53 ? [.. us, TaskSubject.SystemNetDns] : us, flooder, port);
    int names = quick ? 20_000 : 200_000, rounds = quick ? 2 : 5;
    foreach (AddressFamily family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.Unspecified])
    {
        foreach (int outstanding in (int[])[1000, 1])
        {
            int count = outstanding == 1 ? names / 20 : names;
            foreach (Measurement measurement in await suite.RunAsync(family, outstanding, count, rounds))
                Console.WriteLine(measurement.ToLine());
        }
    }
    return 0;
}
