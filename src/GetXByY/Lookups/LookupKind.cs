namespace GetXByY.Lookups;

/// <summary>Which getXbyY a look-up is.</summary>
internal enum LookupKind : byte
{
    /// <summary>Not looked up at all: it ends with an error that was known at the start, but like every other, by a
    /// completion.</summary>
    Settled,
    HostByName,
    HostByAddress,
    ServiceByName,
    ServiceByPort,
    ProtocolByName,
    ProtocolByNumber,
}
