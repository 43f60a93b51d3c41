using System.Net;
using System.Net.Sockets;
using GetXByY.Ordering;

namespace GetXByY.Simulation;

/// <summary>A machine with one address of each family, which reaches all.</summary>
internal sealed class SimulatedSources : SourceAddresses
{
    private static readonly UInt128 s_ipv4 = new(0, 0xFFFF_0A00_0001);
    private static readonly UInt128 s_ipv6 = new(0x20010DB8_00000000, 1);

    internal override bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
    {
        for (int i = 0; i < destinations.Length; i++)
            sources[i] = destinations[i].AddressFamily == AddressFamily.InterNetwork ? s_ipv4 : s_ipv6;
        return true;
    }

    internal override LocalAddress[] ReadLocal() => [new(s_ipv4, 24), new(s_ipv6, 64)];
}
