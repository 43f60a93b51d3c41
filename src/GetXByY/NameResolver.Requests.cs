using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Lookups;

namespace GetXByY;

// The arguments of the public calls, checked, as requests. What a request refers to is in the memory that the caller gives.
public sealed partial class NameResolver
{
    // Longer text is no name, however it is written.
    private const int MaxName = 255;
    private const int MaxUtf8 = 3 * MaxName;

    private const int MaxAddress = 16;

    private static LookupRequest RequestHostByName(string name, AddressFamily family, Span<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (family is not (AddressFamily.Unspecified or AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
            throw new ArgumentException(
                $"The family {family} has no host names; use InterNetwork, InterNetworkV6 or Unspecified for both.",
                nameof(family));
        return name.Length > MaxName
            ? LookupRequest.Settled((int)LookupError.HostNotFound, LookupKind.HostByName)
            : LookupRequest.HostByName(ToUtf8(name, utf8), family);
    }

    private static LookupRequest RequestHostByAddress(IPAddress address, Span<byte> octets)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        address.TryWriteBytes(octets, out int length);
        uint scope = length == MaxAddress ? (uint)address.ScopeId : 0;
        return LookupRequest.HostByAddress(octets[..length], scope);
    }

    private static LookupRequest RequestServiceByName(string name, string? protocol, Span<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > MaxName || protocol is { Length: > MaxName }
            ? LookupRequest.Settled((int)LookupError.NoData, LookupKind.ServiceByName)
            : LookupRequest.ServiceByName(
                ToUtf8(name, utf8[..MaxUtf8]), ToUtf8(protocol, utf8[MaxUtf8..]), protocol is not null);
    }

    private static LookupRequest RequestServiceByPort(int port, string? protocol, Span<byte> utf8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return protocol is { Length: > MaxName }
            ? LookupRequest.Settled((int)LookupError.NoData, LookupKind.ServiceByPort)
            : LookupRequest.ServiceByPort((ushort)port, ToUtf8(protocol, utf8), protocol is not null);
    }

    private static LookupRequest RequestProtocolByName(string name, Span<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > MaxName
            ? LookupRequest.Settled((int)LookupError.NoData, LookupKind.ProtocolByName)
            : LookupRequest.ProtocolByName(ToUtf8(name, utf8));
    }

    private static LookupRequest RequestProtocolByNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return LookupRequest.ProtocolByNumber((uint)number);
    }

    private static Span<byte> ToUtf8(string? text, Span<byte> utf8) => utf8[..Encoding.UTF8.GetBytes(text, utf8)];
}
