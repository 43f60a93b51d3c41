using GetXByY.Configuration;
using GetXByY.Databases;

namespace GetXByY.Engine;

/// <summary>All that an engine reads from files, when it is made. Immutable.</summary>
internal sealed record EngineTables(
    ResolverConfiguration Configuration, HostsFile Hosts, ServicesTable Services, ProtocolsTable Protocols);
