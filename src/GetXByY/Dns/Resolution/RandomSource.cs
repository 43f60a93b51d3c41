using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace GetXByY.Dns.Resolution;

/// <summary>Numbers that nobody can guess, for ids and ports (RFC 5452 section 9.2). Only the pump uses it.</summary>
/// <param name="fill">Where the octets come from; the cryptographic generator of the system, or else of .NET, unless a
/// simulation wants to repeat itself.</param>
internal sealed partial class RandomSource(Action<Memory<byte>>? fill = null)
{
    // One call of the generator serves many ids.
    private readonly byte[] _buffer = new byte[1024];
    private int _used = 1024;

    internal ushort NextUInt16()
    {
        if (_used == _buffer.Length)
        {
            Refill();
            _used = 0;
        }
        ushort value = BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(_used));
        // What was handed out must not lie about in memory.
        _buffer.AsSpan(_used, 2).Clear();
        _used += 2;
        return value;
    }

    private void Refill()
    {
        if (fill is not null)
            fill(_buffer);
        else if (!TryFillOnLinux(_buffer))
            FillByDotNet(_buffer);
    }

    // Apart, so that its assembly is not loaded where it is not asked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillByDotNet(Span<byte> octets) => RandomNumberGenerator.Fill(octets);
}
