using System.Net.Sockets;

namespace GetXByY.Winsock;

/// <summary>IPv4 addresses mapped into IPv6, as a socket for both families tells of its peers (RFC 4291, 2.5.5.2). They have the
/// names of the IPv4 addresses: in ip6.arpa there is nothing of them.</summary>
internal static class MappedAddress
{
    private static ReadOnlySpan<byte> Prefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    /// <summary>Whether an address of 16 bytes is one; those of other lengths are none.</summary>
    internal static bool Is(ReadOnlySpan<byte> address) =>
        address.Length == Prefix.Length + 4 && address.StartsWith(Prefix);

    /// <summary>The address whose names are looked up: of a mapped one the IPv4 address.</summary>
    internal static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> address) =>
        Is(address) ? address[Prefix.Length..] : address;

    /// <summary>The entry as it is given to who has asked for a mapped address.</summary>
    internal static HostEntry In(HostEntry host) => new(
        host.Name, host.Aliases,
        [.. host.Addresses.Where(a => a.AddressFamily == AddressFamily.InterNetwork).Select(a => a.MapToIPv6())]);
}
