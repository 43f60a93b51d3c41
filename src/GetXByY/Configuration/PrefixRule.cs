using System.Buffers.Binary;
using System.Net;

namespace GetXByY.Configuration;

/// <summary>A value that the addresses under a prefix have: a line of a policy table (RFC 6724 section 2.1).</summary>
/// <param name="Prefix">The prefix; bits behind its length do not count. IPv4 is mapped into IPv6 (RFC 4291 section
/// 2.5.5.2).</param>
/// <param name="Length">How many bits of the prefix count, 0 to 128.</param>
/// <param name="Value">The label, precedence or scope.</param>
internal sealed record PrefixRule(UInt128 Prefix, int Length, int Value)
{
    /// <summary>How many bits stand before an IPv4 address that is mapped into IPv6.</summary>
    internal const int MappedBits = 96;

    /// <summary>Makes a rule for a prefix in text.</summary>
    internal PrefixRule(string prefix, int length, int value)
        : this(NumberOf(IPAddress.Parse(prefix)), length, value)
    {
    }

    /// <summary>Whether an address is under the prefix.</summary>
    internal bool Covers(UInt128 address) => Length == 0 || (address ^ Prefix) >> (128 - Length) == 0;

    /// <summary>An address as a number, IPv4 mapped into IPv6.</summary>
    internal static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        return length == 16
            ? BinaryPrimitives.ReadUInt128BigEndian(octets)
            : new UInt128(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(octets));
    }
}
