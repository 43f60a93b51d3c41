using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace GetXByY.Benchmarks;

/// <summary>The other side of <see cref="SubjectContender"/>: one subject, a round for each line.</summary>
internal sealed class SubjectProcess(Subject subject)
{
    private string[] _names = [];
    private string _lengths = "";
    private long _sent;
    private long _dropped;

    internal static SubjectProcess Of(string name, int port)
    {
        var options = new NameResolverOptions
        {
            Servers = { new IPEndPoint(IPAddress.Loopback, port) },
            OrderAddresses = name != "getxbyy-unordered",
            AllowSynchronousContinuations = name == "getxbyy-await-in-place",
        };
        return new SubjectProcess(name switch
        {
            "getxbyy-handle" or "getxbyy-unordered" or QueueSubject.Reader
                or DriverWorld.SmallBuffer or DriverWorld.Portable or DriverWorld.Unsegmented
                => new QueueSubject(name, new NameResolver(options, new DriverWorld(name))),
            "getxbyy-winsock" => new WinSockSubject(options),
            "getxbyy-await" or "getxbyy-await-in-place" => AwaitSubject.Ours(name, new NameResolver(options)),
            Subject.SystemNetDns => AwaitSubject.SystemNetDnsItself(),
            Subject.DnsClientNet => AwaitSubject.DnsClientNetItself(port),
            _ => throw new ArgumentException($"nobody is called {name}"),
        });
    }

    /// <summary>Until there are no more lines.</summary>
    internal void Serve()
    {
        while (Console.ReadLine() is { } line)
            Console.WriteLine(Run(Cell.FromLine(line)).ToLine());
    }

    private Round Run(Cell cell)
    {
        // Made before the clock runs, and only once: the names are not what is measured.
        if (_names.Length != cell.Names || _lengths != cell.Lengths)
            (_names, _lengths) = (NameLengths.Make(cell.Lengths, cell.Names), cell.Lengths);
        subject.Times = cell.Outstanding == 1 ? new List<double>(cell.Names) : null;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        int failures = subject.LookUp(_names, cell.AddressFamily, cell.Outstanding);
        TimeSpan taken = watch.Elapsed, used = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        long before = _sent, dropped = _dropped;
        (_sent, _dropped) = subject.CountDatagrams() ?? (0, 0);
        int queries = cell.Names * (cell.Family == Cell.Both ? 2 : 1);
        subject.Times?.Sort();
        bool isOurs = subject.Name is not (Subject.SystemNetDns or Subject.DnsClientNet);
        return new Round(
            subject.Name, cell.Family, cell.Outstanding, cell.Names, cell.Names / taken.TotalSeconds,
            used.TotalMicroseconds / cell.Names, PeakBytes(), Held.Now.Threads, failures, subject.Conditions)
        {
            AllocatedBytes = (double)bytes / cell.Names,
            MedianUs = subject.Times?[cell.Names / 2],
            P99Us = subject.Times?[cell.Names * 99 / 100],
            Lost = _sent > 0 ? (int)(_sent - before - queries) : null,
            Dropped = _sent > 0 ? (int)(_dropped - dropped) : null,
            IdBits = isOurs ? Guesses.OurIds : null,
            PortBits = isOurs ? Guesses.OurPort(cell.Outstanding * (cell.Family == Cell.Both ? 2 : 1)) : null,
        };
    }

    private static long PeakBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
