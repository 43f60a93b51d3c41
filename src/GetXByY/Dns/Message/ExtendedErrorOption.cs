using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

// RFC 8914 2, the OPTION-DATA:
//
//                                                1   1   1   1   1   1
//        0   1   2   3   4   5   6   7   8   9   0   1   2   3   4   5
//      +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//   0: |                           INFO-CODE                           |
//      +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//   2: /                          EXTRA-TEXT  ...                      /
//      +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+

/// <summary>What a server says about its answer beyond the response code (RFC 8914 2). Whoever can answer can write
/// anything here: it is for people, and never a reason to do something (RFC 8914 6).</summary>
/// <param name="InfoCode">What is the matter, a number of IANA's registry.</param>
/// <param name="ExtraText">UTF-8 as it came, perhaps empty, without the NUL that some put behind it.</param>
internal sealed record ExtendedErrorOption(ushort InfoCode, byte[] ExtraText)
{
    /// <summary>Of a longer text only so many octets are kept.</summary>
    internal const int MaxTextLength = 512;

    private const int CodeLength = 2;

    /// <summary>Takes the data of an option apart. Null when it is too short to be one.</summary>
    internal static ExtendedErrorOption? Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < CodeLength)
            return null;
        ReadOnlySpan<byte> text = data[CodeLength..];
        if (text is [.. var withoutNul, 0])
            text = withoutNul;
        return new ExtendedErrorOption(
            BinaryPrimitives.ReadUInt16BigEndian(data), text[..Math.Min(text.Length, MaxTextLength)].ToArray());
    }
}
