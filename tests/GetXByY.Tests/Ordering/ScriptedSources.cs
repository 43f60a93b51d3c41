using System.Net;
using GetXByY.Configuration;
using GetXByY.Ordering;

namespace GetXByY.Tests.Ordering;

/// <summary>A machine whose addresses and routes the test tells.</summary>
internal sealed class ScriptedSources : SourceAddresses
{
    private readonly Dictionary<IPAddress, UInt128> _routes = [];
    private readonly List<LocalAddress> _local = [];

    /// <summary>Which destinations were asked for.</summary>
    internal List<IPAddress> Asked { get; } = [];

    /// <summary>How often the machine's own addresses were read.</summary>
    internal int Reads { get; private set; }

    /// <summary>Whether the system can be asked.</summary>
    internal bool IsSilent { get; set; }

    internal ScriptedSources Owns(
        string address, int prefix, bool isDeprecated = false, bool isHome = false, bool isTunnel = false)
    {
        _local.Add(new LocalAddress(NumberOf(address), prefix, isDeprecated, isHome, isTunnel));
        return this;
    }

    internal ScriptedSources Reaches(string destination, string source)
    {
        _routes.Add(IPAddress.Parse(destination), NumberOf(source));
        return this;
    }

    internal override bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
    {
        for (int i = 0; i < destinations.Length; i++)
        {
            Asked.Add(destinations[i]);
            sources[i] = _routes.GetValueOrDefault(destinations[i]);
        }
        return !IsSilent;
    }

    internal override LocalAddress[] ReadLocal()
    {
        Reads++;
        return [.. _local];
    }

    private static UInt128 NumberOf(string address) => PrefixRule.NumberOf(IPAddress.Parse(address));
}
