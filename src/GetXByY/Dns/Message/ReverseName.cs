namespace GetXByY.Dns.Message;

// RFC 1035 3.5, the octets of an IPv4 address in decimal and the last one first:
//
//   +---+-----+---+-----+---+-----+---+-----+---+---------+---+------+---+
//   | n | d.  | n | d.  | n | d.  | n | d.  | 7 | in-addr | 4 | arpa | 0 |
//   +---+-----+---+-----+---+-----+---+-----+---+---------+---+------+---+
//
// RFC 3596 2.5, the 32 nibbles of an IPv6 address in hexadecimal and the last one first:
//
//   +---+---+---+---+     +---+---+---+-----+---+------+---+
//   | 1 | x | 1 | x | ... | 1 | x | 3 | ip6 | 4 | arpa | 0 |
//   +---+---+---+---+     +---+---+---+-----+---+------+---+

/// <summary>The names under which the PTR records of addresses stand (RFC 1035 3.5, RFC 3596 2.5).</summary>
internal static class ReverseName
{
    /// <summary>Octets of the longest one, an IPv6 address's.</summary>
    internal const int MaxLength = 74;

    // an octet in decimal is a label of at most 1 + 3 octets
    private const int MaxIPv4Length = 4 * 4 + 14;

    private static ReadOnlySpan<byte> IPv4Suffix => "\u0007in-addr\u0004arpa\0"u8;

    private static ReadOnlySpan<byte> IPv6Suffix => "\u0003ip6\u0004arpa\0"u8;

    /// <summary>Writes the wire form of the name for an address.</summary>
    /// <param name="address">4 or 16 bytes in network order.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes are always enough.</param>
    /// <param name="length">How many bytes were written.</param>
    /// <returns>False when the address has another length or the destination is too small.</returns>
    internal static bool TryWrite(ReadOnlySpan<byte> address, Span<byte> destination, out int length)
    {
        length = 0;
        switch (address.Length)
        {
            case 4 when destination.Length >= MaxIPv4Length:
                for (int i = address.Length - 1; i >= 0; i--)
                    length += WriteDecimal(address[i], destination[length..]);
                IPv4Suffix.CopyTo(destination[length..]);
                length += IPv4Suffix.Length;
                return true;
            case 16 when destination.Length >= MaxLength:
                for (int i = address.Length - 1; i >= 0; i--)
                {
                    length += WriteNibble(address[i] & 0xF, destination[length..]);
                    length += WriteNibble(address[i] >> 4, destination[length..]);
                }
                IPv6Suffix.CopyTo(destination[length..]);
                length += IPv6Suffix.Length;
                return true;
            default:
                return false;
        }
    }

    private static int WriteDecimal(byte value, Span<byte> destination)
    {
        value.TryFormat(destination[1..], out int digits);
        destination[0] = (byte)digits;
        return digits + 1;
    }

    private static int WriteNibble(int value, Span<byte> destination)
    {
        destination[0] = 1;
        destination[1] = "0123456789abcdef"u8[value];
        return 2;
    }
}
