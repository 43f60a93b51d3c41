namespace GetXByY.Dns.Message;

// RFC 1035 3.3.1 and RFC 6672 2.1, the RDATA of a CNAME and of a DNAME record:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /               CNAME, or <target>              /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>Follows the aliases from the name that was asked to the canonical name, through the answer section alone
/// and whatever the order of its records (RFC 1034 3.6.2, 4.3.2). A DNAME record gives every name under its owner an
/// alias; the CNAME record that its server makes of it may be missing, but must be the right one (RFC 6672 3.1).</summary>
/// <remarks>Each link is one pass over the section, so there are at most 17; a loop is a chain with more links than
/// that. Two aliases of one name that have different targets (RFC 2181 10.1 forbids them) are malformed, as any
/// choice between them would be the sender's order or our whim; the same target twice does no harm. More alias records
/// than any chain needs are malformed too, whosever they are: each would be compared in each pass.</remarks>
internal ref struct AnswerChain
{
    internal const int MaxLinks = 16;

    /// <summary>Twice the links, for servers that send some of them twice, or a DNAME with each.</summary>
    internal const int MaxRecords = 2 * MaxLinks;

    // No record stands in the header.
    private const int NoRecord = 0;

    private readonly SectionReader _answers;
    private readonly ReadOnlySpan<byte> _qname;
    private readonly Span<byte> _nameBuffer;
    private readonly Span<ushort> _linkBuffer;
    private int _nameLength;
    private int _linkCount;

    /// <param name="answers">The answer section, from its beginning.</param>
    /// <param name="qname">The name that was asked, a valid name on the wire, uncompressed.</param>
    /// <param name="nameBuffer"><see cref="DomainName.MaxLength"/> bytes.</param>
    /// <param name="linkBuffer"><see cref="MaxLinks"/> places.</param>
    internal AnswerChain(
        SectionReader answers, ReadOnlySpan<byte> qname, Span<byte> nameBuffer, Span<ushort> linkBuffer)
    {
        _answers = answers;
        _qname = qname;
        _nameBuffer = nameBuffer;
        _linkBuffer = linkBuffer;
        qname.CopyTo(nameBuffer);
        _nameLength = qname.Length;
        Lifetime = int.MaxValue;
    }

    /// <summary>The name reached so far, uncompressed; the canonical one once all is followed.</summary>
    internal readonly ReadOnlySpan<byte> Name => _nameBuffer[.._nameLength];

    /// <summary>How many links were followed.</summary>
    internal readonly int LinkCount => _linkCount;

    /// <summary>The least TTL of the links.</summary>
    internal uint Lifetime { get; private set; }

    /// <summary>Follows to the end. False when the section or the chain is malformed.</summary>
    internal bool TryFollow()
    {
        Span<byte> target = stackalloc byte[DomainName.MaxLength];
        while (TryFindLink(target, out int length, out int record, out uint lifetime))
        {
            if (record == NoRecord)
                return true;
            if (_linkCount == MaxLinks)
                return false;
            _linkBuffer[_linkCount++] = (ushort)record;
            Lifetime = Math.Min(Lifetime, lifetime);
            target[..length].CopyTo(_nameBuffer);
            _nameLength = length;
        }
        return false;
    }

    /// <summary>The names on the way, the asked one first and the canonical one left out, as text.</summary>
    internal readonly string[] ReadAliases()
    {
        if (_linkCount == 0)
            return [];
        var aliases = new string[_linkCount];
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        Span<byte> target = stackalloc byte[DomainName.MaxLength];
        _qname.CopyTo(name);
        int length = _qname.Length;
        for (int i = 0; i < aliases.Length; i++)
        {
            aliases[i] = DomainName.ToText(name[..length]);
            int offset = _linkBuffer[i];
            ResourceRecord.TryRead(_answers.Message, ref offset, out ResourceRecord record);
            TryApply(record, name[..length], target, out length, out _);
            target[..length].CopyTo(name);
        }
        return aliases;
    }

    // The alias of the name reached so far, and where the record stands that gives it.
    private readonly bool TryFindLink(Span<byte> target, out int length, out int found, out uint lifetime)
    {
        found = NoRecord;
        length = 0;
        lifetime = int.MaxValue;
        Span<byte> other = stackalloc byte[DomainName.MaxLength];
        int records = 0;
        SectionReader answers = _answers;
        while (answers.TryReadNextAlias(RecordType.CNAME, out ResourceRecord record))
        {
            if (record.CLASS != RecordClass.IN)
                continue;
            if (++records > MaxRecords)
                return false;
            bool isFirst = found == NoRecord;
            if (!TryApply(record, Name, isFirst ? target : other, out int otherLength, out bool applies))
                return false;
            if (!applies)
                continue;
            if (isFirst)
                length = otherLength;
            else if (!DomainName.EqualsIgnoreCase(target[..length], other[..otherLength]))
                return false;
            // The server's own spelling is preferred to what we made of it.
            if (isFirst || record.TYPE == RecordType.CNAME)
                found = record.NameOffset;
            if (!isFirst && record.TYPE == RecordType.CNAME)
                other[..length].CopyTo(target);
            lifetime = Math.Min(lifetime, record.Lifetime);
        }
        return !answers.IsMalformed;
    }

    // What a record makes of a name. False when it applies and is malformed.
    private readonly bool TryApply(
        in ResourceRecord record, ReadOnlySpan<byte> name, Span<byte> target, out int length, out bool applies)
    {
        ReadOnlySpan<byte> message = _answers.Message;
        if (record.TYPE == RecordType.DNAME)
            return TrySubstitute(record, name, target, out length, out applies);
        length = 0;
        applies = CompressedName.EqualsIgnoreCase(name, message, record.NameOffset);
        return !applies || record.TryReadDataName(message, target, out length);
    }

    // RFC 6672 2.2: of a name under the owner, the owner's labels are replaced by the target's.
    private readonly bool TrySubstitute(
        in ResourceRecord record, ReadOnlySpan<byte> name, Span<byte> target, out int length, out bool applies)
    {
        ReadOnlySpan<byte> message = _answers.Message;
        length = 0;
        applies = false;
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        int offset = record.NameOffset;
        // A malformed owner is nobody's.
        if (!CompressedName.TryRead(message, ref offset, owner, out int ownerLength))
            return true;
        int kept = DomainName.PrefixLength(name, owner[..ownerLength]);
        if (kept == 0)
            return true;
        applies = true;
        Span<byte> read = stackalloc byte[DomainName.MaxLength];
        if (!record.TryReadDataName(message, read, out int readLength) || kept + readLength > target.Length)
            return false;
        name[..kept].CopyTo(target);
        read[..readLength].CopyTo(target[kept..]);
        length = kept + readLength;
        return true;
    }
}
