using System.Buffers.Binary;
using GetXByY.Dns.Message;

namespace GetXByY.Fuzz.Messages;

/// <summary>Makes DNS messages: real answers with changes, and answers put together by chance. Writes into one buffer.</summary>
internal sealed class MessageMaker
{
    private const int HeaderLength = 12;
    private const int MaxChanges = 6;

    private static readonly ushort[] s_types = [1, 5, 12, 28, 39, 41, 6, 16, 33, 46, 0, 255];
    private static readonly ushort[] s_words = [0, 1, 2, 41, 0xC00C, 0xC000, 0xC0FF, 0xFFFF, 0x8000, 0x7FFF, 0x3FFF, 255, 256];

    private readonly byte[] _buffer = new byte[ushort.MaxValue];
    private readonly int[] _places = new int[64];
    private int _length;
    private int _placeCount;

    /// <summary>The DNS message that was made last.</summary>
    internal ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _length);

    /// <summary>The name that is asked.</summary>
    internal byte[] Name { get; private set; } = [0];

    internal RecordType Type { get; private set; }

    internal void Make(ref Chance chance)
    {
        Sample sample = chance.Of<Sample>(Sample.All);
        Name = sample.Name;
        Type = sample.Type;
        if (chance.OneIn(3))
            PutTogether(ref chance);
        else
            Copy(sample.Message);
        for (int changes = chance.Below(MaxChanges + 1); changes > 0 && _length > 0; changes--)
            Change(ref chance);
    }

    private void Copy(ReadOnlySpan<byte> message)
    {
        message.CopyTo(_buffer);
        _length = message.Length;
    }

    private void Change(ref Chance chance)
    {
        int at = chance.Below(_length);
        switch (chance.Below(10))
        {
            case 0:
                _buffer[at] = (byte)chance.Next();
                break;
            case 1:
                _buffer[at] ^= (byte)(1 << chance.Below(8));
                break;
            case 2 when at + 1 < _length:
                Word(at, chance.Of<ushort>(s_words));
                break;
            case 3 when at + 1 < _length:
                Word(at, (ushort)(0xC000 | chance.Below(Math.Min(_length + 2, 0x4000))));
                break;
            case 4 when _length > HeaderLength:
                // One of the counts, or the flags.
                Word(2 + 2 * chance.Below(5), chance.OneIn(2) ? (ushort)chance.Below(40) : chance.Of<ushort>(s_words));
                break;
            case 5 when chance.OneIn(4):
                _length = at + 1;
                break;
            case 6:
                Move(at, chance.Below(_length), chance.Below(64));
                break;
            case 7 when chance.OneIn(4):
                Grow(ref chance, chance.Below(600));
                break;
            case 8:
                Splice(ref chance, at);
                break;
            default:
                _buffer[at] = (byte)chance.Below(64);
                break;
        }
    }

    private void Word(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at), value);

    private void Move(int to, int from, int count)
    {
        count = Math.Min(count, _length - Math.Max(to, from));
        _buffer.AsSpan(from, count).CopyTo(_buffer.AsSpan(to));
    }

    private void Grow(ref Chance chance, int count)
    {
        count = Math.Min(count, _buffer.Length - _length);
        chance.Fill(_buffer.AsSpan(_length, count));
        _length += count;
    }

    // A piece of another answer is put in.
    private void Splice(ref Chance chance, int at)
    {
        byte[] other = chance.Of<Sample>(Sample.All).Message;
        int from = chance.Below(other.Length);
        int count = Math.Min(chance.Below(other.Length - from + 1), _buffer.Length - _length);
        _buffer.AsSpan(at, _length - at).CopyTo(_buffer.AsSpan(at + count));
        other.AsSpan(from, count).CopyTo(_buffer.AsSpan(at));
        _length += count;
    }

    private void PutTogether(ref Chance chance)
    {
        _length = _placeCount = 0;
        int answers = chance.OneIn(8) ? chance.Below(60) : chance.Below(12);
        int others = chance.Below(3);
        bool hasOpt = !chance.OneIn(4);
        Number(Sample.Id);
        Number((ushort)(0x8180 | (chance.OneIn(4) ? chance.Below(16) : 0) | (chance.OneIn(8) ? 0x200 : 0)));
        Number(1);
        Number((ushort)answers);
        Number((ushort)others);
        Number(hasOpt ? (ushort)1 : (ushort)0);
        Place();
        Octets(Name);
        Number((ushort)Type);
        Number(1);
        for (int i = 0; i < answers + others; i++)
            Record(ref chance);
        if (hasOpt)
            Opt(ref chance);
    }

    private void Record(ref Chance chance)
    {
        Owner(ref chance);
        ushort type = chance.OneIn(3) ? (ushort)Type : chance.Of<ushort>(s_types);
        Number(type);
        Number(chance.OneIn(16) ? (ushort)3 : (ushort)1);
        Number(chance.OneIn(8) ? (ushort)0x8000 : (ushort)0);
        Number((ushort)chance.Next());
        int lengthAt = _length;
        Number(0);
        switch (type)
        {
            case 1:
                Noise(ref chance, 4);
                break;
            case 28:
                Noise(ref chance, 16);
                break;
            case 5 or 12 or 39:
                Place();
                Owner(ref chance);
                break;
            default:
                Noise(ref chance, chance.Below(40));
                break;
        }
        Word(lengthAt, (ushort)(_length - lengthAt - 2));
    }

    // A name that was there before, whole or in part, or another.
    private void Owner(ref Chance chance)
    {
        if (chance.OneIn(6))
        {
            int labels = chance.OneIn(8) ? chance.Below(130) : chance.Below(4);
            for (int i = 0; i < labels; i++)
            {
                int length = chance.OneIn(16) ? 1 + chance.Below(63) : 1 + chance.Below(3);
                _buffer[_length++] = (byte)length;
                for (int j = 0; j < length; j++)
                    _buffer[_length++] = (byte)('a' + chance.Below(3));
            }
        }
        if (chance.OneIn(10))
            _buffer[_length++] = 0;
        else
            Number((ushort)(0xC000 | Math.Min(_places[chance.Below(_placeCount)], 0x3FFF)));
    }

    private void Opt(ref Chance chance)
    {
        _buffer[_length++] = 0;
        Number(41);
        Number(1232);
        Number(chance.OneIn(8) ? (ushort)(chance.Below(3) << 8) : (ushort)0);
        Number(0);
        int lengthAt = _length;
        Number(0);
        for (int options = chance.OneIn(16) ? chance.Below(200) : chance.Below(4); options > 0; options--)
        {
            Number(chance.Of<ushort>([10, 11, 15, 3, 8]));
            int length = chance.Of<int>([0, 1, 2, 7, 8, 16, 24, 40, 41]);
            Number((ushort)length);
            Noise(ref chance, length);
        }
        Word(lengthAt, (ushort)(_length - lengthAt - 2));
    }

    private void Place()
    {
        if (_placeCount < _places.Length)
            _places[_placeCount++] = _length;
    }

    private void Noise(ref Chance chance, int count)
    {
        chance.Fill(_buffer.AsSpan(_length, count));
        _length += count;
    }

    private void Octets(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer.AsSpan(_length));
        _length += octets.Length;
    }

    private void Number(ushort value)
    {
        Word(_length, value);
        _length += 2;
    }
}
