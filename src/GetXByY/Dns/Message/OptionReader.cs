using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

// RFC 6891 6.1.2, the RDATA of an OPT record is a row of these:
//
//                  +0 (MSB)                            +1 (LSB)
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//    0: |                          OPTION-CODE                          |
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//    2: |                         OPTION-LENGTH                         |
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+
//    4: /                          OPTION-DATA                          /
//       +---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+---+

/// <summary>Reads the options of an OPT record in their order (RFC 6891 6.1.2).</summary>
/// <param name="options">The RDATA of the record.</param>
internal ref struct OptionReader(ReadOnlySpan<byte> options)
{
    /// <summary>Of more options than this only the first are looked at.</summary>
    internal const int MaxOptions = 64;

    private const int HeadLength = 4;

    private ReadOnlySpan<byte> _rest = options;
    private int _read;

    /// <summary>Reads the next option. False at the end, at one that is cut off, and after
    /// <see cref="MaxOptions"/>.</summary>
    internal bool TryReadNext(out OptionCode code, out ReadOnlySpan<byte> data)
    {
        code = default;
        data = default;
        if (_rest.Length < HeadLength || _read == MaxOptions)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        if (_rest.Length - HeadLength < length)
            return false;
        code = (OptionCode)BinaryPrimitives.ReadUInt16BigEndian(_rest);
        data = _rest.Slice(HeadLength, length);
        _rest = _rest[(HeadLength + length)..];
        _read++;
        return true;
    }
}
