using System.Net;
using GetXByY.Configuration;
using GetXByY.Engine;
using GetXByY.Ordering;

namespace GetXByY.Tests.Ordering;

/// <summary>The system's, but that the machine reaches all addresses of both families, whatever network it has.</summary>
internal sealed class ReachableWorld : EngineWorld
{
    internal override SourceAddresses Sources { get; } = new Reachable();

    private sealed class Reachable : SourceAddresses
    {
        private static readonly UInt128 s_ipv4 = PrefixRule.NumberOf(IPAddress.Parse("198.51.100.117"));
        private static readonly UInt128 s_ipv6 = PrefixRule.NumberOf(IPAddress.Parse("2001:db8:1::2"));

        internal override bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
        {
            for (int i = 0; i < destinations.Length; i++)
            {
                UInt128 number = PrefixRule.NumberOf(destinations[i]);
                sources[i] = IPAddress.IsLoopback(destinations[i]) ? number
                    : PolicyTable.IsIpv4(number) ? s_ipv4 : s_ipv6;
            }
            return true;
        }

        internal override LocalAddress[] ReadLocal() => [new(s_ipv4, 24), new(s_ipv6, 64)];
    }
}
