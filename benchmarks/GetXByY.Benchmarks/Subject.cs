using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>Somebody who looks up names.</summary>
internal sealed record Subject(string Name, Func<string, CancellationToken, ValueTask<IPAddress[]>> LookUpAsync)
{
    internal static Subject Ours(NameResolver resolver) => new(
        "getxbyy-await", (name, token) => resolver.GetHostAddressesAsync(name, AddressFamily.InterNetwork, token));

    internal static Subject SystemNetDns { get; } = new(
        "system-net-dns",
        (name, token) => new ValueTask<IPAddress[]>(System.Net.Dns.GetHostAddressesAsync(name, AddressFamily.InterNetwork, token)));
}
