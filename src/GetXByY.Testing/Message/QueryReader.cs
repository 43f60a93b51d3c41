using System.Buffers.Binary;

namespace GetXByY.Testing;

/// <summary>Reads queries (RFC 1035 section 4.1): one question, and the OPT record if there is one.</summary>
internal static class QueryReader
{
    public const int HeaderLength = 12;

    private const int ResponseOrOpcodeBits = 0xF8;

    /// <summary>False for everything that is not a standard query with exactly one question.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out QueryHead head)
    {
        head = default;
        if (message.Length < HeaderLength || (message[2] & ResponseOrOpcodeBits) != 0 || U16(message, 4) != 1)
            return false;

        // a question's name stands first, so it has nothing to point to
        if (!TrySkipName(message, HeaderLength, allowPointer: false, out int nameEnd) || nameEnd + 4 > message.Length)
            return false;

        int end = nameEnd + 4;
        if (!TryReadOpt(message, end, out bool hasEdns, out ushort payloadSize))
            return false;

        string name = MessageName.Decode(message[HeaderLength..nameEnd]);
        var type = (QuestionType)U16(message, nameEnd);
        head = new QueryHead(U16(message, 0), name, type, U16(message, nameEnd + 2), end, hasEdns, payloadSize);
        return true;
    }

    private static bool TryReadOpt(ReadOnlySpan<byte> message, int at, out bool hasEdns, out ushort payloadSize)
    {
        hasEdns = false;
        payloadSize = 0;
        int records = U16(message, 6) + U16(message, 8) + U16(message, 10);
        for (int i = 0; i < records; i++)
        {
            if (!TrySkipName(message, at, allowPointer: true, out at) || at + 10 > message.Length)
                return false;

            if (U16(message, at) == (ushort)QuestionType.Opt)
            {
                hasEdns = true;
                payloadSize = U16(message, at + 2);
            }

            at += 10 + U16(message, at + 8);
            if (at > message.Length)
                return false;
        }

        return true;
    }

    private static bool TrySkipName(ReadOnlySpan<byte> message, int at, bool allowPointer, out int end)
    {
        int start = at;
        end = at;
        while (at < message.Length && at - start < MessageName.MaxLength)
        {
            int length = message[at];
            if (length > MessageName.MaxLabelLength)
            {
                end = at + 2;
                return allowPointer && length >= 0xC0 && end <= message.Length;
            }

            at += 1 + length;
            end = at;
            if (length == 0)
                return true;
        }

        return false;
    }

    private static ushort U16(ReadOnlySpan<byte> message, int at) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
}
