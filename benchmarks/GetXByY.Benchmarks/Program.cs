using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GetXByY;

int port = int.Parse(args[0]);
var options = new NameResolverOptions { MaxOutstanding = 200_000, Servers = { new IPEndPoint(IPAddress.Loopback, port) }, HostsPath = "/dev/null", ResolvConfPath="/nonexistent" };
await using var resolver = new NameResolver(options);
var w = Stopwatch.StartNew();
async Task Run(int outstanding, int total)
{
    int next = 0;
    async Task Worker()
    {
        while (Interlocked.Increment(ref next) is int i && i <= total)
            await resolver.GetHostAddressesAsync($"n{i}.bench.test", AddressFamily.InterNetwork);
    }
    long a0 = GC.GetTotalAllocatedBytes();
    var s = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, outstanding).Select(_ => Task.Run(Worker)));
    Console.WriteLine($"{outstanding} outstanding: {total / s.Elapsed.TotalSeconds:F0}/s, {(GC.GetTotalAllocatedBytes() - a0) / total} B each");
}
await Run(1, 2000);
await Run(1, 10000);
for (int i = 0; i < 4; i++) await Run(1000, 200_000);
for (int t = 0; t < 5; t++)
{
    var looks = new Lookup<IPAddress[]>[100_000];
    var s = Stopwatch.StartNew();
    for (int i = 0; i < looks.Length; i++) looks[i] = resolver.StartGetHostAddresses($"silent{i}.bench.test", AddressFamily.InterNetwork);
    double start = s.Elapsed.TotalMilliseconds;
    await Task.Delay(1000);
    int inflight = looks.Count(l => l.State == LookupState.InFlight);
    s.Restart();
    foreach (var l in looks) l.Cancel();
    double cancel = s.Elapsed.TotalMilliseconds;
    s.Restart();
    await resolver.GetHostAddressesAsync("after.bench.test", AddressFamily.InterNetwork);
    Console.WriteLine($"start 100k {start:F1} ms, inflight {inflight}, cancel 100k {cancel:F1} ms, next {s.Elapsed.TotalMilliseconds:F2} ms, threads {Process.GetCurrentProcess().Threads.Count}");
}
