namespace GetXByY.Winsock;

/// <summary>What the addresses of a hostent are.</summary>
internal enum AddressShape
{
    Ipv4,

    Ipv6,

    /// <summary>IPv4 addresses mapped into IPv6, for who has asked for such a one.</summary>
    Mapped,
}
