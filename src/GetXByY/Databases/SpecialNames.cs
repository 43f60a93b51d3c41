using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Databases;

/// <summary>Names that never leave the machine: localhost (RFC 6761 section 6.3), invalid (6.4) and onion
/// (RFC 7686 section 2), with all below them; and the addresses of loopback.</summary>
internal static class SpecialNames
{
    /// <summary>The result for a special name.</summary>
    /// <returns>False when the name is an ordinary one.</returns>
    internal static bool TryAnswer(ReadOnlySpan<char> name, AddressFamily family, out LookupResult<object> result)
    {
        if (name is [.., '.'])
            name = name[..^1];
        if (IsLocalHost(name))
        {
            result = new LookupResult<object>(new HostEntry(name.ToString(), [], Loopbacks(family)));
            return true;
        }
        result = Failures.NeverResolves;
        return IsSpecial(name);
    }

    /// <summary>Whether a name without a dot at its end is never asked for.</summary>
    internal static bool IsSpecial(ReadOnlySpan<char> name) =>
        IsLocalHost(name) || IsUnder(name, "invalid") || IsUnder(name, "onion");

    /// <summary>Whether a name is under .local (RFC 6762).</summary>
    internal static bool IsLocal(ReadOnlySpan<byte> name)
    {
        if (name is [.., (byte)'.'])
            name = name[..^1];
        return name.Length > 6 && Ascii.EqualsIgnoreCase(name[^6..], ".local"u8);
    }

    /// <summary>Whether an address is one of the link, whose name is asked for by multicast as well (RFC 6762 section
    /// 4).</summary>
    internal static bool IsLocal(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        return address.IsIPv6LinkLocal || (length == 4 && octets is [169, 254, ..]);
    }

    /// <summary>The result for a loopback address that the hosts file does not have.</summary>
    internal static bool TryAnswer(IPAddress address, out LookupResult<object> result)
    {
        result = default;
        if (!IPAddress.IsLoopback(address))
            return false;
        result = new LookupResult<object>(new HostEntry("localhost", [], [address]));
        return true;
    }

    /// <summary>Whether a name without a dot at its end is localhost, or under it.</summary>
    internal static bool IsLocalHost(ReadOnlySpan<char> name) => IsUnder(name, "localhost");

    /// <summary>The loopback addresses of a family, or of both.</summary>
    internal static IPAddress[] Loopbacks(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => [IPAddress.Loopback],
        AddressFamily.InterNetworkV6 => [IPAddress.IPv6Loopback],
        _ => [IPAddress.Loopback, IPAddress.IPv6Loopback],
    };

    private static bool IsUnder(ReadOnlySpan<char> name, string top) =>
        name.EndsWith(top, StringComparison.OrdinalIgnoreCase) &&
        (name.Length == top.Length || name[^(top.Length + 1)] == '.');
}
