using System.Runtime.CompilerServices;

namespace GetXByY.Dns.Message;

/// <summary>A domain name within a DNS message, perhaps compressed (RFC 1035 4.1.4; the layout and the bounds are
/// <see cref="LabelReader"/>'s).</summary>
internal static class CompressedName
{
    /// <summary>Moves behind a name. Where a pointer leads is not looked at: that is for who reads the name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TrySkip(ReadOnlySpan<byte> message, ref int offset)
    {
        // Most names in an answer are nothing but a pointer.
        if (offset < message.Length - 1 && message[offset] >= 0xC0)
        {
            offset += 2;
            return true;
        }
        return TrySkipLabels(message, ref offset);
    }

    private static bool TrySkipLabels(ReadOnlySpan<byte> message, ref int offset)
    {
        int position = offset;
        while ((uint)position < (uint)message.Length && position - offset < DomainName.MaxLength)
        {
            int first = message[position];
            int size = first switch
            {
                0 => 1,
                <= DomainName.MaxLabelLength => first + 1,
                >= 0xC0 => 2,
                _ => message.Length,
            };
            if (size > message.Length - position)
                return false;
            position += size;
            if (first is 0 or >= 0xC0)
            {
                offset = position;
                return true;
            }
        }
        return false;
    }

    /// <summary>Reads a name into its uncompressed wire form and moves behind it.</summary>
    /// <param name="message">The DNS message.</param>
    /// <param name="offset">Where the name begins; where the next field does, on success.</param>
    /// <param name="destination"><see cref="DomainName.MaxLength"/> bytes.</param>
    /// <param name="length">How many bytes the name has.</param>
    internal static bool TryRead(ReadOnlySpan<byte> message, ref int offset, Span<byte> destination, out int length)
    {
        length = 0;
        int written = 0;
        var labels = new LabelReader(message, offset);
        while (labels.TryReadNext())
        {
            ReadOnlySpan<byte> label = labels.Label;
            if (label.Length + 1 > destination.Length - written)
                return false;
            destination[written++] = (byte)label.Length;
            label.CopyTo(destination[written..]);
            written += label.Length;
        }
        if (!labels.IsComplete || written >= destination.Length)
            return false;
        destination[written] = 0;
        length = written + 1;
        offset = labels.End;
        return true;
    }

    /// <summary>Whether the name at a place of a DNS message is this one, but for the case of ASCII letters
    /// (RFC 4343 3). A malformed name equals none.</summary>
    /// <param name="name">A valid name on the wire, uncompressed.</param>
    /// <param name="message">The DNS message.</param>
    /// <param name="offset">Where the name to compare begins.</param>
    internal static bool EqualsIgnoreCase(ReadOnlySpan<byte> name, ReadOnlySpan<byte> message, int offset)
    {
        var labels = new LabelReader(message, offset);
        while (labels.TryReadNext())
        {
            ReadOnlySpan<byte> label = labels.Label;
            if (name.Length <= label.Length || name[0] != label.Length
                || !DomainName.EqualsIgnoreCase(name.Slice(1, label.Length), label))
                return false;
            name = name[(label.Length + 1)..];
        }
        return labels.IsComplete && name is [0];
    }
}
