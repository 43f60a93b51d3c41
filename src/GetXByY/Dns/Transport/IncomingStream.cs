using System.Buffers.Binary;

namespace GetXByY.Dns.Transport;

// RFC 1035 4.2.2, RFC 7766 8:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   |            length of the message              |     2 octets, in network order
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /                    message                    /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>Cuts what comes in on a TCP connection into messages. Only the pump uses it.</summary>
internal sealed class IncomingStream
{
    /// <summary>How many octets tell a message's length.</summary>
    internal const int LengthSize = 2;

    private byte[] _octets = new byte[4096];
    private int _end;

    /// <summary>Where further octets are to be put; never empty while whole messages are read and consumed.</summary>
    internal Span<byte> Room
    {
        get
        {
            if (_end == _octets.Length)
                Array.Resize(ref _octets, Math.Min(_octets.Length * 4, LengthSize + ushort.MaxValue));
            return _octets.AsSpan(_end);
        }
    }

    /// <summary>Says how many octets were put into <see cref="Room"/>.</summary>
    internal void Add(int count) => _end += count;

    /// <summary>The next whole message, at an offset that the caller moves on.</summary>
    internal bool TryRead(ref int offset, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = _octets.AsSpan(offset, _end - offset);
        if (rest.Length < LengthSize)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < LengthSize + length)
            return false;
        message = rest.Slice(LengthSize, length);
        offset += LengthSize + length;
        return true;
    }

    /// <summary>Drops what was read, up to an offset.</summary>
    internal void Consume(int offset)
    {
        _octets.AsSpan(offset, _end - offset).CopyTo(_octets);
        _end -= offset;
    }
}
