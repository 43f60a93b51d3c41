using System.Net.Sockets;

namespace GetXByY.Lookups;

/// <summary>The arguments of one look-up. The spans need to live only until the look-up is begun.</summary>
internal readonly ref struct LookupRequest
{
    internal LookupKind Kind { get; private init; }

    /// <summary>A name in UTF-8 as the caller gave it, or the bytes of an address in network order.</summary>
    internal ReadOnlySpan<byte> Argument { get; private init; }

    /// <summary>The protocol's name in UTF-8, for services.</summary>
    internal ReadOnlySpan<byte> Protocol { get; private init; }

    /// <summary>Whether <see cref="Protocol"/> was given: an empty name is a name like any other.</summary>
    internal bool HasProtocol { get; private init; }

    /// <summary>Which addresses are wanted: InterNetwork, InterNetworkV6, or Unspecified for both.</summary>
    internal AddressFamily Family { get; private init; }

    /// <summary>A port or protocol number in host order, an IPv6 scope, or the error of a settled look-up.</summary>
    internal uint Number { get; private init; }

    /// <summary>How long the look-up may take, in milliseconds; 0 for as long as its attempts last.</summary>
    internal uint TimeoutMilliseconds { get; init; }

    /// <summary>Which getXbyY was asked for, whether it is settled or not.</summary>
    internal LookupKind Asked { get => Kind == LookupKind.Settled ? field : Kind; private init; }

    internal static LookupRequest Settled(int error, LookupKind asked) =>
        new() { Kind = LookupKind.Settled, Asked = asked, Number = (uint)error };

    internal static LookupRequest HostByName(ReadOnlySpan<byte> name, AddressFamily family) =>
        new() { Kind = LookupKind.HostByName, Argument = name, Family = family };

    internal static LookupRequest HostByAddress(ReadOnlySpan<byte> address, uint scope = 0) =>
        new() { Kind = LookupKind.HostByAddress, Argument = address, Number = scope };

    internal static LookupRequest ServiceByName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> protocol, bool hasProtocol) =>
        new() { Kind = LookupKind.ServiceByName, Argument = name, Protocol = protocol, HasProtocol = hasProtocol };

    internal static LookupRequest ServiceByPort(ushort port, ReadOnlySpan<byte> protocol, bool hasProtocol) =>
        new() { Kind = LookupKind.ServiceByPort, Number = port, Protocol = protocol, HasProtocol = hasProtocol };

    internal static LookupRequest ProtocolByName(ReadOnlySpan<byte> name) =>
        new() { Kind = LookupKind.ProtocolByName, Argument = name };

    internal static LookupRequest ProtocolByNumber(uint number) =>
        new() { Kind = LookupKind.ProtocolByNumber, Number = number };
}
