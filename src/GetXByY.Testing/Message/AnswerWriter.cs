using System.Buffers.Binary;

namespace GetXByY.Testing;

/// <summary>Writes one answer (RFC 1035 section 4.1): the header and the question of the query, then records.</summary>
/// <remarks>Used by one thread. Sections are written in their order: answers, authority, additional.</remarks>
internal sealed class AnswerWriter
{
    private const int AnswerCountAt = 6;
    private const int AuthorityCountAt = 8;
    private const int AdditionalCountAt = 10;
    private const int FarthestPointer = 0x3FFF;
    private const ushort Internet = 1;
    private const ushort OwnPayloadSize = 1232;

    private const int RoomForOneRecord = 64;

    private readonly string _asked;
    private List<(string Name, int At)>? _otherNames;
    private byte[] _bytes;

    public AnswerWriter(ReceivedQuery query)
    {
        _asked = query.Name;
        _bytes = new byte[query.QuestionEnd + RoomForOneRecord];
        Length = QueryReader.HeaderLength;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes, query.Id);
        _bytes[2] = (byte)(0x80 | (query.RecursionDesired ? 0x01 : 0));
        _bytes[3] = 0x80;
        _bytes[5] = 1;
        Bytes(query.Question);
    }

    public int Length { get; private set; }

    public void Code(AnswerCode code) => _bytes[3] = (byte)((_bytes[3] & 0xF0) | ((int)code & 0x0F));

    public void MarkTruncated() => _bytes[2] |= 0x02;

    public void Answer(string owner, TableRecord record)
    {
        Count(AnswerCountAt);
        Name(owner);
        Fixed(record.Type, Internet, record.Ttl);
        int lengthAt = Length;
        U16(0);
        if (record.Target is null)
            Bytes(record.Data);
        else
            Name(record.Target);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(lengthAt), (ushort)(Length - lengthAt - 2));
    }

    /// <summary>The root's SOA: it says for how long the negative answer holds (RFC 2308 section 5).</summary>
    public void StartOfAuthority(uint ttl)
    {
        Count(AuthorityCountAt);
        Bytes([0]);
        Fixed(QuestionType.Soa, Internet, ttl);
        U16(22);
        Bytes([0, 0]);
        foreach (uint value in (ReadOnlySpan<uint>)[1, 3600, 600, 86400, ttl])
            U32(value);
    }

    /// <summary>The server's own OPT record (RFC 6891 section 6.1.2).</summary>
    public void Opt()
    {
        Count(AdditionalCountAt);
        Bytes([0]);
        Fixed(QuestionType.Opt, OwnPayloadSize, ttl: 0);
        U16(0);
    }

    /// <summary>TXT records of the root until the message has at least this length.</summary>
    public void PadTo(int length)
    {
        const int overhead = 12;
        while (Length < length)
        {
            int text = Math.Clamp(length - Length - overhead, 0, byte.MaxValue);
            Count(AdditionalCountAt);
            Bytes([0]);
            Fixed(QuestionType.Txt, Internet, ttl: 0);
            U16((ushort)(text + 1));
            Bytes([(byte)text]);
            Room(text).Fill((byte)'x');
        }
    }

    /// <summary>A record whose owner is a compression pointer to itself.</summary>
    public void PointerLoop()
    {
        Count(AnswerCountAt);
        U16((ushort)(0xC000 | Length));
        Fixed(QuestionType.A, Internet, ttl: 60);
        U16(4);
        Bytes([192, 0, 2, 1]);
    }

    public byte[] ToArray() => _bytes[..Length];

    private void Name(string name)
    {
        if (PlaceOf(name) is { } at)
        {
            U16((ushort)(0xC000 | at));
            return;
        }

        if (Length <= FarthestPointer)
            (_otherNames ??= []).Add((name, Length));
        Bytes(MessageName.Encode(name));
    }

    private int? PlaceOf(string name)
    {
        if (string.Equals(_asked, name, StringComparison.OrdinalIgnoreCase))
            return QueryReader.HeaderLength;

        foreach ((string known, int at) in _otherNames ?? [])
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return at;
        }

        return null;
    }

    private void Fixed(QuestionType type, ushort recordClass, uint ttl)
    {
        U16((ushort)type);
        U16(recordClass);
        U32(ttl);
    }

    private void Count(int at)
    {
        Span<byte> count = _bytes.AsSpan(at, 2);
        BinaryPrimitives.WriteUInt16BigEndian(count, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(count) + 1));
    }

    private void U16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Room(2), value);

    private void U32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Room(4), value);

    private void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    private Span<byte> Room(int length)
    {
        if (Length + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }
}
