using System.Buffers.Binary;
using System.Numerics;

namespace GetXByY.Dns.Resolution;

/// <summary>A hash that nobody can tell who does not know its key: SipHash-2-4, as RFC 9018 section 4 has it for cookies.
/// Immutable.</summary>
internal sealed class KeyedHash
{
    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>With a key that nobody knows.</summary>
    internal KeyedHash(RandomSource random)
        : this(Draw(random), Draw(random))
    {
    }

    internal KeyedHash(ulong key0, ulong key1)
    {
        _key0 = key0;
        _key1 = key1;
    }

    internal ulong Of(ReadOnlySpan<byte> data)
    {
        ulong v0 = _key0 ^ 0x736f6d6570736575, v1 = _key1 ^ 0x646f72616e646f6d;
        ulong v2 = _key0 ^ 0x6c7967656e657261, v3 = _key1 ^ 0x7465646279746573;
        ulong last = (ulong)data.Length << 56;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            Take(BinaryPrimitives.ReadUInt64LittleEndian(data), ref v0, ref v1, ref v2, ref v3);
        for (int i = 0; i < data.Length; i++)
            last |= (ulong)data[i] << (8 * i);
        Take(last, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xFF;
        for (int i = 0; i < 4; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Take(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }

    private static ulong Draw(RandomSource random)
    {
        ulong value = 0;
        for (int i = 0; i < sizeof(ulong) / sizeof(ushort); i++)
            value = (value << 16) | random.NextUInt16();
        return value;
    }
}
