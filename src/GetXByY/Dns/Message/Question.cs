using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

// RFC 1035 4.1.2:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /                     QNAME                     /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                     QTYPE                     |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |                     QCLASS                    |
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>The place of a question in a DNS message, and its numbers (RFC 1035 4.1.2).</summary>
internal readonly struct Question
{
    private Question(int nameOffset, ReadOnlySpan<byte> tail)
    {
        NameOffset = nameOffset;
        QTYPE = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(tail);
        QCLASS = (RecordClass)BinaryPrimitives.ReadUInt16BigEndian(tail[2..]);
    }

    /// <summary>Where QNAME begins.</summary>
    internal int NameOffset { get; }

    internal RecordType QTYPE { get; }

    internal RecordClass QCLASS { get; }

    internal static bool TryRead(ReadOnlySpan<byte> message, ref int offset, out Question question)
    {
        question = default;
        int position = offset;
        if (!CompressedName.TrySkip(message, ref position) || message.Length - position < 4)
            return false;
        question = new Question(offset, message[position..]);
        offset = position + 4;
        return true;
    }
}
