using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DnsClient;

namespace GetXByY.Benchmarks;

/// <summary>Tasks on the pool, as many as may be outstanding, each of which awaits one name after the other.</summary>
internal sealed class AwaitSubject(string name, Func<string, AddressFamily, ValueTask<IPAddress[]>> lookUp) : Subject
{
    internal override string Name => name;

    internal override string Conditions => "a task for each that may be outstanding, which awaits one after the other";

    internal static AwaitSubject Ours(string name, NameResolver resolver) =>
        new(name, (name, family) => resolver.GetHostAddressesAsync(name, family));

    internal static AwaitSubject SystemNetDnsItself() =>
        new(SystemNetDns, (name, family) => new(System.Net.Dns.GetHostAddressesAsync(name, family)));

    /// <summary>Another library for .NET that asks the servers itself; without its cache, as the others are.</summary>
    internal static AwaitSubject DnsClientNetItself(int port)
    {
        var client = new LookupClient(new LookupClientOptions(new IPEndPoint(IPAddress.Loopback, port))
        {
            UseCache = false,
            ThrowDnsErrors = true,
        });
        return new(DnsClientNet, async (name, _) =>
            [.. (await client.QueryAsync(name, QueryType.A)).Answers.ARecords().Select(static a => a.Address)]);
    }

    internal override int LookUp(string[] names, AddressFamily family, int outstanding)
    {
        int next = -1, failures = 0;
        async Task Worker()
        {
            while (Interlocked.Increment(ref next) is int i && i < names.Length)
            {
                long begin = Stopwatch.GetTimestamp();
                try
                {
                    if ((await lookUp(names[i], family)).Length != AddressesIn(family))
                        Interlocked.Increment(ref failures);
                }
                catch (Exception e) when (e is SocketException or DnsResponseException)
                {
                    Interlocked.Increment(ref failures);
                }
                Note(begin);
            }
        }
        Task.WhenAll(Enumerable.Range(0, outstanding).Select(_ => Task.Run(Worker))).GetAwaiter().GetResult();
        return failures;
    }
}
