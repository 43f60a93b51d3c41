using System.Net;
using System.Net.Sockets;
using GetXByY.Engine;
using GetXByY.Ordering;

namespace GetXByY.Winsock.Cases;

/// <summary>The system's, but that the machine reaches all addresses of both families, whatever network it has: the order
/// of addresses depends on that.</summary>
internal sealed class ReachableWorld : EngineWorld
{
    internal override SourceAddresses Sources { get; } = new Reachable();

    private sealed class Reachable : SourceAddresses
    {
        private static readonly UInt128 s_ipv4 = new(0, 0xFFFF_C633_6475);
        private static readonly UInt128 s_ipv6 = new(0x20010DB8_00010000, 2);

        internal override bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
        {
            for (int i = 0; i < destinations.Length; i++)
                sources[i] = destinations[i].AddressFamily == AddressFamily.InterNetwork ? s_ipv4 : s_ipv6;
            return true;
        }

        internal override LocalAddress[] ReadLocal() => [new(s_ipv4, 24), new(s_ipv6, 64)];
    }
}
