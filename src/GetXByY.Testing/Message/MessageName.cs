using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Testing;

/// <summary>Names between text (RFC 1035 section 5.1) and the labels of the wire (section 3.1).</summary>
internal static class MessageName
{
    public const int MaxLength = 255;
    public const int MaxLabelLength = 63;

    private const int LongestText = 4 * MaxLength;

    /// <summary>The labels of a name that is known to be valid and not compressed, as text.</summary>
    public static string Decode(ReadOnlySpan<byte> wire)
    {
        Span<char> text = stackalloc char[LongestText];
        int used = 0;
        for (int at = 0; wire[at] != 0; at += 1 + wire[at])
        {
            if (at > 0)
                text[used++] = '.';
            foreach (byte b in wire.Slice(at + 1, wire[at]))
                used += Put(b, text[used..]);
        }

        return used == 0 ? "." : new string(text[..used]);
    }

    /// <summary>The labels of a name written as text; characters beyond ASCII become the bytes of UTF-8.</summary>
    /// <exception cref="ArgumentException">The text is no possible name.</exception>
    public static byte[] Encode(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text == ".")
            return [0];

        var wire = new List<byte>(text.Length + 2);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < bytes.Length;)
            EncodeLabel(text, bytes, ref at, wire);

        wire.Add(0);
        if (wire.Count > MaxLength)
            throw new ArgumentException($"«{text}» is longer than {MaxLength} bytes", nameof(text));
        return [.. wire];
    }

    /// <summary>The name in the one form that is compared; letter case is left to the comparer.</summary>
    public static string Normalize(string text) => Decode(Encode(text));

    /// <summary>The name that stands for an address (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
    public static string Reverse(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bool isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        var text = new StringBuilder();
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            if (isV4)
                text.Append(CultureInfo.InvariantCulture, $"{bytes[i]}.");
            else
                text.Append(CultureInfo.InvariantCulture, $"{bytes[i] & 0xF:x}.{bytes[i] >> 4:x}.");
        }

        return text.Append(isV4 ? "in-addr.arpa" : "ip6.arpa").ToString();
    }

    private static void EncodeLabel(string text, byte[] bytes, ref int at, List<byte> wire)
    {
        int lengthAt = wire.Count;
        wire.Add(0);
        while (at < bytes.Length && bytes[at] != '.')
            wire.Add(bytes[at] == '\\' ? Unescape(text, bytes, ref at) : bytes[at++]);

        at++;
        int length = wire.Count - lengthAt - 1;
        if (length is 0 or > MaxLabelLength)
            throw new ArgumentException($"«{text}» has a label of {length} bytes; 1 to 63 are possible", nameof(text));
        wire[lengthAt] = (byte)length;
    }

    private static byte Unescape(string text, byte[] bytes, ref int at)
    {
        at++;
        if (at >= bytes.Length)
            throw new ArgumentException($"«{text}» ends in a backslash", nameof(text));
        if (!char.IsAsciiDigit((char)bytes[at]))
            return bytes[at++];

        if (at + 3 > bytes.Length
            || !byte.TryParse(bytes.AsSpan(at, 3), NumberStyles.None, CultureInfo.InvariantCulture, out byte value))
            throw new ArgumentException($"«{text}»: a backslash wants three digits up to 255", nameof(text));
        at += 3;
        return value;
    }

    private static int Put(byte b, Span<char> text)
    {
        if (b is (byte)'.' or (byte)'\\')
        {
            text[0] = '\\';
            text[1] = (char)b;
            return 2;
        }

        if (b is > 0x20 and < 0x7F)
        {
            text[0] = (char)b;
            return 1;
        }

        text[0] = '\\';
        text[1] = (char)('0' + (b / 100));
        text[2] = (char)('0' + (b / 10 % 10));
        text[3] = (char)('0' + (b % 10));
        return 4;
    }
}
