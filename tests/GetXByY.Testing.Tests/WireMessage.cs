using System.Buffers.Binary;
using System.Text;

namespace GetXByY.Testing.Tests;

/// <summary>Messages written by hand and looked at by offsets, apart from the code of the server.</summary>
internal static class WireMessage
{
    public const int HeaderLength = 12;

    public static byte[] Query(string name, int type, ushort id = 0x1234, int ednsPayload = 0)
    {
        byte additionals = ednsPayload > 0 ? (byte)1 : (byte)0;
        List<byte> bytes = [(byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, additionals];
        bytes.AddRange(Labels(name));
        bytes.AddRange([(byte)(type >> 8), (byte)type, 0, 1]);
        if (ednsPayload > 0)
            bytes.AddRange([0, 0, 41, (byte)(ednsPayload >> 8), (byte)ednsPayload, 0, 0, 0, 0, 0, 0]);
        return [.. bytes];
    }

    public static byte[] Query(string name, QuestionType type, ushort id = 0x1234, int ednsPayload = 0) =>
        Query(name, (int)type, id, ednsPayload);

    public static byte[] Labels(string name)
    {
        var bytes = new List<byte>();
        foreach (string label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        return [.. bytes, 0];
    }

    public static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    public static int Id(byte[] message) => U16(message, 0);

    public static AnswerCode Code(byte[] message) => (AnswerCode)(message[3] & 0x0F);

    public static bool IsTruncated(byte[] message) => (message[2] & 0x02) != 0;

    public static int Answers(byte[] message) => U16(message, 6);

    public static int Authorities(byte[] message) => U16(message, 8);

    public static int Additionals(byte[] message) => U16(message, 10);

    public static int U16(byte[] message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
}
