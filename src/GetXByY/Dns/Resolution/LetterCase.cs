using System.Buffers.Binary;

namespace GetXByY.Dns.Resolution;

/// <summary>Capitals and small letters by chance in the name of a question (draft-vixie-dnsext-dns0x20): a server repeats
/// them, and a forger would have to guess them.</summary>
/// <remarks>They follow by a keyed hash from where and under which id the question is sent, so they are made again when the
/// answer comes, and stored nowhere.</remarks>
internal static class LetterCase
{
    private const byte CaseBit = 0x20;
    private const int BitsOfOneHash = 64;

    /// <summary>Changes the letters of a name.</summary>
    /// <param name="name">A name on the wire. Its length octets are below 64, and no letters.</param>
    /// <param name="hash">What nobody else can tell.</param>
    /// <param name="channel">The channel of the attempt.</param>
    /// <param name="id">Its id.</param>
    internal static void Mix(Span<byte> name, KeyedHash hash, ushort channel, ushort id)
    {
        Span<byte> place = stackalloc byte[5];
        BinaryPrimitives.WriteUInt16LittleEndian(place, channel);
        BinaryPrimitives.WriteUInt16LittleEndian(place[2..], id);
        ulong bits = 0;
        int left = 0;
        foreach (ref byte octet in name)
        {
            if (!char.IsAsciiLetter((char)octet))
                continue;
            if (left == 0)
            {
                bits = hash.Of(place);
                place[4]++;
                left = BitsOfOneHash;
            }
            octet ^= (byte)(((uint)bits & 1) * CaseBit);
            bits >>= 1;
            left--;
        }
    }
}
