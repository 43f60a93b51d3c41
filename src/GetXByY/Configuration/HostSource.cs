namespace GetXByY.Configuration;

/// <summary>Where hosts are looked up.</summary>
internal enum HostSource
{
    /// <summary>The file of hosts.</summary>
    Files,

    /// <summary>The name servers.</summary>
    Dns,

    /// <summary>What the machine knows of itself: its own name, localhost, its gateway.</summary>
    MyHostName,

    /// <summary>Multicast DNS, which is not asked: it has no name under <c>.local</c>, and is not there for others.
    /// </summary>
    Multicast,

    /// <summary>Any source that we cannot ask: it is not there.</summary>
    Absent,
}
