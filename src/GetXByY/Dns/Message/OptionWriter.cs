using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

/// <summary>Writes the options of a query's OPT record, one behind the other (RFC 6891 6.1.2; the layout stands above
/// <see cref="OptionReader"/>).</summary>
/// <param name="destination"><see cref="MaxLength"/> bytes.</param>
internal ref struct OptionWriter(Span<byte> destination)
{
    /// <summary>Octets of all options that a query may have: a whole cookie, and a keepalive.</summary>
    internal const int MaxLength = HeadLength + CookieOption.MaxLength + HeadLength;

    private const int HeadLength = 4;

    private readonly Span<byte> _destination = destination;
    private int _length;

    /// <summary>What was written.</summary>
    internal readonly ReadOnlySpan<byte> Written => _destination[.._length];

    internal void Write(OptionCode code, ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_destination[_length..], (ushort)code);
        BinaryPrimitives.WriteUInt16BigEndian(_destination[(_length + 2)..], (ushort)data.Length);
        data.CopyTo(_destination[(_length + HeadLength)..]);
        _length += HeadLength + data.Length;
    }
}
