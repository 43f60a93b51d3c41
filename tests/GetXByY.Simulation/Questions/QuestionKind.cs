namespace GetXByY.Simulation;

/// <summary>Which database is asked, and by what.</summary>
internal enum QuestionKind
{
    HostByName,
    HostByAddress,
    ServiceByName,
    ServiceByPort,
    ProtocolByName,
    ProtocolByNumber,
}
