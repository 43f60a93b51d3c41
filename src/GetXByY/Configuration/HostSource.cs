namespace GetXByY.Configuration;

/// <summary>Where hosts are looked up.</summary>
internal enum HostSource
{
    /// <summary>The file of hosts.</summary>
    Files,

    /// <summary>The name servers.</summary>
    Dns,
}
