using System.Globalization;

namespace GetXByY.Dns.Message;

// Names in text with backslashes (RFC 1035 5.1): rare, so the others do not pay for them.
internal static partial class DomainName
{
    /// <summary>Whether a name in text ends with a dot that is no part of its last label: it is complete.</summary>
    internal static bool IsAbsolute(ReadOnlySpan<byte> text)
    {
        if (text is not [.. var rest, (byte)'.'])
            return false;
        int escapes = rest.Length - (rest.LastIndexOfAnyExcept((byte)'\\') + 1);
        return escapes % 2 == 0;
    }

    private static bool TryWriteEscaped(ReadOnlySpan<byte> text, Span<byte> destination, out int length)
    {
        length = 0;
        int limit = Math.Min(destination.Length, MaxLength) - 1;
        // the place of the length of the label at hand, and the end of what is written
        (int label, int end) = (0, 1);
        for (int i = 0; i < text.Length; end++)
        {
            byte octet = text[i++];
            bool isDot = octet == (byte)'.';
            bool isEscape = octet == (byte)'\\';
            if (isEscape ? !TryReadEscape(text, ref i, out octet) : octet is <= 0x20 or >= 0x7F)
                return false;
            // one octet must be left for the root
            if (end >= limit || (isDot && !TryClose(destination, label, end)))
                return false;
            destination[end] = octet;
            if (isDot)
                label = end;
        }
        if (end > limit || !TryClose(destination, label, end))
            return false;
        destination[end] = 0;
        length = end + 1;
        return true;
    }

    private static bool TryClose(Span<byte> destination, int label, int end)
    {
        int octets = end - label - 1;
        destination[label] = (byte)octets;
        return octets is > 0 and <= MaxLabelLength;
    }

    // Behind a backslash: three digits of an octet, or any one printable character that is no digit.
    private static bool TryReadEscape(ReadOnlySpan<byte> text, ref int i, out byte octet)
    {
        octet = i < text.Length ? text[i] : (byte)0;
        if (!char.IsAsciiDigit((char)octet))
        {
            i++;
            return octet is > 0x20 and < 0x7F;
        }
        bool isNumber = text.Length - i >= 3
            && byte.TryParse(text.Slice(i, 3), NumberStyles.None, CultureInfo.InvariantCulture, out octet);
        i += 3;
        return isNumber;
    }
}
