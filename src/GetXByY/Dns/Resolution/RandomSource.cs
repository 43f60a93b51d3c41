using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GetXByY.Dns.Resolution;

/// <summary>Numbers that nobody can guess, for ids and ports (RFC 5452 section 9.2). Only the pump uses it.</summary>
/// <param name="fill">Where the octets come from; the cryptographic generator unless a simulation wants to repeat
/// itself.</param>
internal sealed class RandomSource(Action<Memory<byte>>? fill = null)
{
    // One call of the generator serves many ids.
    private readonly byte[] _buffer = new byte[1024];
    private int _used = 1024;

    internal ushort NextUInt16()
    {
        if (_used == _buffer.Length)
        {
            if (fill is null)
                RandomNumberGenerator.Fill(_buffer);
            else
                fill(_buffer);
            _used = 0;
        }
        ushort value = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(_used));
        // What was handed out must not lie about in memory.
        _buffer.AsSpan(_used, 2).Clear();
        _used += 2;
        return value;
    }
}
