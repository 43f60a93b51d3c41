using System.Net;
using GetXByY.Engine;

namespace GetXByY.Tasks;

/// <summary>The awaited look-ups of one resolver, by their shapes.</summary>
internal sealed class AwaitedShapes(LookupEngine engine, bool inPlace)
{
    internal AwaitedLookups<HostEntry> Host { get; } = new(engine, LookupShapes.Host, inPlace);

    internal AwaitedLookups<LookupResult<HostEntry>> TryHost { get; } = new(engine, LookupShapes.TryHost, inPlace);

    internal AwaitedLookups<IPAddress[]> Addresses { get; } = new(engine, LookupShapes.Addresses, inPlace);

    internal AwaitedLookups<LookupResult<IPAddress[]>> TryAddresses { get; } = new(engine, LookupShapes.TryAddresses, inPlace);

    internal AwaitedLookups<ServiceEntry> Service { get; } = new(engine, LookupShapes.Service, inPlace);

    internal AwaitedLookups<LookupResult<ServiceEntry>> TryService { get; } = new(engine, LookupShapes.TryService, inPlace);

    internal AwaitedLookups<ProtocolEntry> Protocol { get; } = new(engine, LookupShapes.Protocol, inPlace);

    internal AwaitedLookups<LookupResult<ProtocolEntry>> TryProtocol { get; } = new(engine, LookupShapes.TryProtocol, inPlace);
}
