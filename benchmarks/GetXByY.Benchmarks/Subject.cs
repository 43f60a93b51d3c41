using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>Somebody who looks up names as fast as they can.</summary>
internal sealed record Subject(string Name, Func<string, AddressFamily, Task<IPAddress[]>> LookUpAsync)
{
    internal static Subject Ours(NameResolver resolver) => new(
        "getxbyy-await", (name, family) => resolver.GetHostAddressesAsync(name, family).AsTask());

    internal static Subject SystemNetDns { get; } = new(
        "system-net-dns", (name, family) => System.Net.Dns.GetHostAddressesAsync(name, family));
}
