using System.Buffers.Binary;

namespace GetXByY.Fuzz.Messages;

/// <summary>Says by itself, with none of the library's code, whether a DNS message has a question and an id.</summary>
internal static class QuestionCheck
{
    internal static bool IsFor(ReadOnlySpan<byte> message, ushort id, ReadOnlySpan<byte> name, ushort type)
    {
        if (message.Length < 12 + name.Length + 4 || BinaryPrimitives.ReadUInt16BigEndian(message) != id)
            return false;
        // QR is set, the opcode is 0, and there is one question.
        if ((message[2] & 0xF8) != 0x80 || message[4] != 0 || message[5] != 1)
            return false;
        for (int i = 0; i < name.Length; i++)
        {
            if (Small(message[12 + i]) != Small(name[i]))
                return false;
        }
        ReadOnlySpan<byte> tail = message[(12 + name.Length)..];
        return BinaryPrimitives.ReadUInt16BigEndian(tail) == type && tail[2] == 0 && tail[3] == 1;
    }

    /// <summary>Whether octets stand somewhere in a DNS message.</summary>
    internal static bool Holds(ReadOnlySpan<byte> message, ReadOnlySpan<byte> octets) => message.IndexOf(octets) >= 0;

    private static byte Small(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet;
}
