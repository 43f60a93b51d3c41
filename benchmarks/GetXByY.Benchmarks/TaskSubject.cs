using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>Tasks, each of which awaits one look-up after the other.</summary>
internal sealed class TaskSubject(
    string name, Func<string, AddressFamily, Task<IPAddress[]>> lookUpAsync, int share = 1) : Subject(name)
{
    internal static TaskSubject Await(NameResolver resolver) => new(
        "getxbyy-await", (name, family) => resolver.GetHostAddressesAsync(name, family).AsTask());

    internal static TaskSubject Handle(NameResolver resolver) => new(
        "getxbyy-handle", (name, family) => resolver.StartGetHostAddresses(name, family).Completion);

    internal static TaskSubject SystemNetDns { get; } = new(
        "system-net-dns", (name, family) => System.Net.Dns.GetHostAddressesAsync(name, family), share: 10);

    internal override int Share => share;

    internal override async Task<(TimeSpan Time, int Failures)> RunAsync(
        AddressFamily family, int outstanding, int names)
    {
        int next = 0, failures = 0;
        async Task Worker()
        {
            while (Interlocked.Increment(ref next) is int i && i <= names)
            {
                try
                {
                    IPAddress[] found = await lookUpAsync(NameOf(i), family);
                    if (found.Length != (family == AddressFamily.InterNetwork ? 1 : 2))
                        Interlocked.Increment(ref failures);
                }
                catch (SocketException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, outstanding).Select(_ => Task.Run(Worker)));
        return (watch.Elapsed, failures);
    }
}
