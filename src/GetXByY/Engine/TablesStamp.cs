using GetXByY.Configuration;

namespace GetXByY.Engine;

/// <summary>All that tables are read from, as it looked at one moment. Immutable.</summary>
internal sealed record TablesStamp(
    FileStamp ResolvConf, FileStamp NsSwitch, FileStamp GaiConf, FileStamp Hosts, FileStamp Services, FileStamp Protocols,
    string HostName, string Interfaces)
{
    /// <summary>Looks. Takes some tens of microseconds, and where the interfaces are asked some milliseconds.</summary>
    internal static TablesStamp Of(ConfigurationChoices choices) => new(
        FileStamp.Of(choices.ResolvConfPath),
        FileStamp.Of(choices.NsSwitchPath),
        FileStamp.Of(choices.GaiConfPath),
        FileStamp.Of(choices.HostsPath),
        FileStamp.Of(choices.ServicesPath),
        FileStamp.Of(choices.ProtocolsPath),
        LocalHost.GetName(),
        SystemServers.Describe());
}
