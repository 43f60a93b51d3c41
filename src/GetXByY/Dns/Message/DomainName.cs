using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace GetXByY.Dns.Message;

// RFC 1035 3.1 and 2.3.4. A name on the wire is a row of labels, the last of them the root's, which is empty:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   | 0  0|  length |  1 to 63 octets       | ... |    0     |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//
// At most 255 octets in all, the length octets and the root included. Names without compression only: the others
// exist in a DNS message alone, see CompressedName.

/// <summary>A domain name by itself, as text and as uncompressed wire octets (RFC 1035 3.1).</summary>
// What is taken from the stack is written before it is read; to clear it would cost more than the writing.
[SkipLocalsInit]
internal static partial class DomainName
{
    /// <summary>Octets of the longest name on the wire, with its root.</summary>
    internal const int MaxLength = 255;

    internal const int MaxLabelLength = 63;

    // «\DDD» for every octet of the longest name
    private const int MaxTextLength = 4 * MaxLength;

    /// <summary>Writes the wire form of a host's name in text, with or without a dot at the end. Bytes pass as they
    /// are, since labels of services and of RFC 2317 are not only letters and digits. A backslash makes the next
    /// character an ordinary one, and three digits behind it are an octet (RFC 1035 5.1). Refused are what cannot be in
    /// a name (empty and too long labels, too long names), the root, which is no host, and what would be a danger
    /// further on: controls, spaces and bytes beyond ASCII, unless they are written as escapes.</summary>
    internal static bool TryWrite(ReadOnlySpan<byte> text, Span<byte> destination, out int length)
    {
        length = 0;
        if (IsAbsolute(text))
            text = text[..^1];
        if (text.IndexOf((byte)'\\') >= 0)
            return TryWriteEscaped(text, destination, out length);
        // one octet for the first label's length and one for the root; every dot becomes a length
        int needed = text.Length + 2;
        if (text.IsEmpty || needed > MaxLength || needed > destination.Length)
            return false;
        while (true)
        {
            int dot = text.IndexOf((byte)'.');
            ReadOnlySpan<byte> label = dot < 0 ? text : text[..dot];
            if (label.Length is 0 or > MaxLabelLength || !IsPrintableLabel(label))
                return false;
            destination[0] = (byte)label.Length;
            label.CopyTo(destination[1..]);
            destination = destination[(label.Length + 1)..];
            if (dot < 0)
                break;
            text = text[(dot + 1)..];
        }
        destination[0] = 0;
        length = needed;
        return true;
    }

    /// <inheritdoc cref="TryWrite(ReadOnlySpan{byte}, Span{byte}, out int)"/>
    internal static bool TryWrite(ReadOnlySpan<char> text, Span<byte> destination, out int length)
    {
        length = 0;
        Span<byte> ascii = stackalloc byte[MaxLength];
        return text.Length <= ascii.Length
            && Ascii.FromUtf16(text, ascii, out int written) == OperationStatus.Done
            && TryWrite(ascii[..written], destination, out length);
    }

    /// <summary>The text of a name, without a dot at the end; «.» for the root. A dot or backslash within a label
    /// gets a backslash before it, and what is not printable ASCII becomes «\DDD» (RFC 1035 5.1, RFC 4343 2.1), so
    /// no name can smuggle controls into a log or a terminal, and no two names have the same text.</summary>
    /// <param name="name">A valid name on the wire, uncompressed.</param>
    internal static string ToText(ReadOnlySpan<byte> name)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        return Encoding.ASCII.GetString(text[..WriteText(name, text)]);
    }

    /// <summary>How many octets the text of such a name takes at most.</summary>
    internal static int TextLengthLimit(ReadOnlySpan<byte> name) => 4 * name.Length;

    /// <summary>Writes what <see cref="ToText"/> makes, in ASCII.</summary>
    /// <param name="name">A valid name on the wire, uncompressed.</param>
    /// <param name="text">At least <see cref="TextLengthLimit"/> octets.</param>
    /// <returns>The octets written.</returns>
    internal static int WriteText(ReadOnlySpan<byte> name, Span<byte> text)
    {
        if (name is [0])
        {
            text[0] = (byte)'.';
            return 1;
        }
        int length = 0;
        while (name[0] != 0)
        {
            if (length > 0)
                text[length++] = (byte)'.';
            ReadOnlySpan<byte> label = name.Slice(1, name[0]);
            if (IsPrintableLabel(label))
            {
                label.CopyTo(text[length..]);
                length += label.Length;
            }
            else
            {
                foreach (byte octet in label)
                    length += Escape(octet, text[length..]);
            }
            name = name[(name[0] + 1)..];
        }
        return length;
    }

    /// <summary>Whether two runs of octets are equal but for the case of ASCII letters (RFC 4343 3). Right for whole
    /// names as for labels: a length octet is at most 63, and no letter.</summary>
    internal static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
            return true;
        if (left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (FoldCase(left[i]) != FoldCase(right[i]))
                return false;
        }
        return true;
    }

    /// <summary>Octets of the labels by which a name stands under another one; 0 when it does not, or is the same.</summary>
    /// <param name="name">A valid name on the wire, uncompressed.</param>
    /// <param name="ancestor">Another one.</param>
    internal static int PrefixLength(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ancestor)
    {
        int length = name.Length - ancestor.Length;
        int labels = 0;
        while (labels < length)
            labels += name[labels] + 1;
        return length > 0 && labels == length && EqualsIgnoreCase(name[length..], ancestor) ? length : 0;
    }

    private static int FoldCase(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? octet + 0x20 : octet;

    private static bool IsPrintableLabel(ReadOnlySpan<byte> label)
    {
        foreach (byte octet in label)
        {
            if (octet is < (byte)'!' or > (byte)'~' or (byte)'.' or (byte)'\\')
                return false;
        }
        return true;
    }

    private static int Escape(byte octet, Span<byte> text)
    {
        if (octet is > (byte)' ' and < 0x7F and not ((byte)'.' or (byte)'\\'))
        {
            text[0] = octet;
            return 1;
        }
        text[0] = (byte)'\\';
        if (octet is (byte)'.' or (byte)'\\')
        {
            text[1] = octet;
            return 2;
        }
        text[1] = (byte)('0' + octet / 100);
        text[2] = (byte)('0' + octet / 10 % 10);
        text[3] = (byte)('0' + octet % 10);
        return 4;
    }
}
