namespace GetXByY.Ordering;

/// <summary>An address of this machine, from which it sends.</summary>
/// <param name="Number">The address as a number, IPv4 mapped into IPv6.</param>
/// <param name="PrefixLength">How many bits of it name its network; those before an IPv4 address do not count.</param>
/// <param name="IsDeprecated">Whether new connections should not use it (RFC 4862 section 5.5.4).</param>
/// <param name="IsHome">Whether it is a home address (RFC 6275).</param>
/// <param name="IsTunnel">Whether its interface wraps packets in others.</param>
internal readonly record struct LocalAddress(
    UInt128 Number, int PrefixLength, bool IsDeprecated = false, bool IsHome = false, bool IsTunnel = false);
