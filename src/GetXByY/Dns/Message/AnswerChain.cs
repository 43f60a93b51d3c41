namespace GetXByY.Dns.Message;

// RFC 1035 3.3.1, the RDATA of a CNAME record:
//
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   /                     CNAME                     /
//   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>Follows the aliases from the name that was asked to the canonical name, through the answer section alone
/// and whatever the order of its records (RFC 1034 3.6.2, 4.3.2). A DNAME record is followed by the CNAME record
/// that the server makes of it (RFC 6672 3.1).</summary>
/// <remarks>Each link is one pass over the section, so there are at most 17; a loop is a chain with more links than
/// that. Two CNAME records that give one name different targets (RFC 2181 10.1 forbids them) are malformed, as any
/// choice between them would be the sender's order or our whim; the same target twice does no harm. More CNAME records
/// than any chain needs are malformed too, whosever they are: each would be compared in each pass.</remarks>
internal ref struct AnswerChain
{
    internal const int MaxLinks = 16;

    /// <summary>Twice the links, for servers that send some of them twice.</summary>
    internal const int MaxRecords = 2 * MaxLinks;

    private readonly SectionReader _answers;
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
        _nameBuffer = nameBuffer;
        _linkBuffer = linkBuffer;
        qname.CopyTo(nameBuffer);
        _nameLength = qname.Length;
        Lifetime = int.MaxValue;
    }

    /// <summary>The name reached so far, uncompressed; the canonical one once all is followed.</summary>
    internal readonly ReadOnlySpan<byte> Name => _nameBuffer[.._nameLength];

    /// <summary>Where in the DNS message the names stand to which the links lead, the last one the canonical.</summary>
    internal readonly ReadOnlySpan<ushort> Links => _linkBuffer[.._linkCount];

    /// <summary>The least TTL of the links.</summary>
    internal uint Lifetime { get; private set; }

    /// <summary>Follows to the end. False when the section or the chain is malformed.</summary>
    internal bool TryFollow()
    {
        while (TryFindLink(out int target, out uint lifetime))
        {
            if (target == 0)
                return true;
            if (_linkCount == MaxLinks)
                return false;
            _linkBuffer[_linkCount++] = (ushort)target;
            Lifetime = Math.Min(Lifetime, lifetime);
            if (!CompressedName.TryRead(_answers.Message, ref target, _nameBuffer, out _nameLength))
                return false;
        }
        return false;
    }

    // Offset 0 is in the header, where no name is: it stands for "no alias".
    private readonly bool TryFindLink(out int target, out uint lifetime)
    {
        target = 0;
        lifetime = int.MaxValue;
        Span<byte> known = stackalloc byte[DomainName.MaxLength];
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        int records = 0;
        SectionReader answers = _answers;
        while (answers.TryReadNext(out ResourceRecord record))
        {
            if (record.TYPE != RecordType.CNAME || record.CLASS != RecordClass.IN)
                continue;
            if (++records > MaxRecords)
                return false;
            if (!CompressedName.EqualsIgnoreCase(Name, answers.Message, record.NameOffset))
                continue;
            if (!record.TryReadDataName(answers.Message, name, out int length))
                return false;
            if (target != 0 && !DomainName.EqualsIgnoreCase(known, name[..length]))
                return false;
            name[..length].CopyTo(known);
            known = known[..length];
            target = record.DataOffset;
            lifetime = Math.Min(lifetime, record.Lifetime);
        }
        return !answers.IsMalformed;
    }
}
