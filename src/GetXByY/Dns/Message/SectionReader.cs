using System.Buffers.Binary;

namespace GetXByY.Dns.Message;

/// <summary>Reads the records of one section in their order (RFC 1035 4.1). A copy begins where the original
/// stands.</summary>
internal ref struct SectionReader
{
    private int _remaining;
    private int _offset;

    /// <param name="message">The DNS message.</param>
    /// <param name="offset">Where the section begins.</param>
    /// <param name="count">How many records the header claims, or fewer to read only the first ones.</param>
    internal SectionReader(ReadOnlySpan<byte> message, int offset, int count)
    {
        Message = message;
        _offset = offset;
        _remaining = count;
    }

    internal ReadOnlySpan<byte> Message { get; }

    /// <summary>Where the next record, or the next section, begins.</summary>
    internal readonly int Offset => _offset;

    /// <summary>Whether the section ended otherwise than after its last record.</summary>
    internal readonly bool IsMalformed => _remaining > 0;

    /// <summary>Reads the next record. False at the end, and when it is malformed; see
    /// <see cref="IsMalformed"/>.</summary>
    internal bool TryReadNext(out ResourceRecord record)
    {
        if (_remaining == 0)
        {
            record = default;
            return false;
        }
        if (!ResourceRecord.TryRead(Message, ref _offset, out record))
            return false;
        _remaining--;
        return true;
    }

    /// <summary>Reads the next alias, or record of a type; of the others only the ends are looked for.</summary>
    internal bool TryReadNextAlias(RecordType also, out ResourceRecord record) =>
        TryReadNext(RecordType.CNAME, RecordType.DNAME, also, out record);

    /// <summary>Reads the next record that has a type; of the others only the ends are looked for.</summary>
    internal bool TryReadNext(RecordType type, out ResourceRecord record) => TryReadNext(type, type, type, out record);

    private bool TryReadNext(RecordType type, RecordType other, RecordType another, out ResourceRecord record)
    {
        while (_remaining > 0)
        {
            int offset = _offset;
            if (!ResourceRecord.TrySkip(Message, ref _offset, out int fixedOffset))
                break;
            _remaining--;
            var read = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(Message.Slice(fixedOffset, 2));
            if (read != type && read != other && read != another)
                continue;
            record = new ResourceRecord(offset, fixedOffset, Message);
            return true;
        }
        record = default;
        return false;
    }

    /// <summary>Moves behind the last record.</summary>
    internal bool TrySkipAll()
    {
        while (_remaining > 0 && ResourceRecord.TrySkip(Message, ref _offset, out _))
            _remaining--;
        return !IsMalformed;
    }
}
