namespace GetXByY.Dns.Message;

// RFC 1035 4.1:
//
//   +---------------------+
//   |        Header       |
//   +---------------------+
//   |       Question      | the question for the name server
//   +---------------------+
//   |        Answer       | RRs answering the question
//   +---------------------+
//   |      Authority      | RRs pointing toward an authority
//   +---------------------+
//   |      Additional     | RRs holding additional information
//   +---------------------+

/// <summary>A DNS message that was received: whether it answers a query, and what its header says (RFC 1035 4.1).
/// What it answers is for AnswerReader.</summary>
/// <remarks>Nothing is read before it is asked for, so a message that matches nothing costs little.</remarks>
internal readonly ref struct ResponseReader
{
    /// <summary>What the two octets of length before a DNS message over TCP can say (RFC 1035 4.2.2).</summary>
    internal const int MaxLength = ushort.MaxValue;

    private readonly ReadOnlySpan<byte> _message;
    private readonly MessageHeader _header;

    private ResponseReader(ReadOnlySpan<byte> message, MessageHeader header)
    {
        _message = message;
        _header = header;
    }

    internal MessageHeader Header => _header;

    /// <summary>Whether to ask again over TCP, and to use nothing of it (RFC 2181 9).</summary>
    internal bool IsTruncated => _header.TC;

    /// <summary>Whether nothing stands behind the header, whatever it counts: servers that do not understand a
    /// query may send only its header back.</summary>
    internal bool IsHeaderOnly => _message.Length == MessageHeader.Size;

    /// <summary>False when there is no whole header, or more than any DNS message can be.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> message, out ResponseReader response)
    {
        response = default;
        if (message.Length > MaxLength || !MessageHeader.TryRead(message, out MessageHeader header))
            return false;
        response = new ResponseReader(message, header);
        return true;
    }

    /// <summary>Reads the one question (RFC 9619: there is never another number of them).</summary>
    internal bool TryReadQuestion(out Question question)
    {
        question = default;
        int offset = MessageHeader.Size;
        return _header.QDCOUNT == 1 && Question.TryRead(_message, ref offset, out question);
    }

    /// <summary>Whether this is the response to a query: the ID and the question are the same, but for the case of
    /// the name (RFC 5452 9.1). Who sent it is for the caller to see.</summary>
    internal bool Matches(ushort id, ReadOnlySpan<byte> qname, RecordType qtype) =>
        _header.ID == id && _header.QR && _header.Opcode == 0
        && TryReadQuestion(out Question question)
        && question.QTYPE == qtype && question.QCLASS == RecordClass.IN
        && CompressedName.EqualsIgnoreCase(qname, _message, question.NameOffset);

    /// <summary>Whether this is an error that tells no question, and so can be matched by its ID alone. Weaker than
    /// <see cref="Matches"/>: good for asking once more without EDNS, or another server, not for a result.</summary>
    internal bool MatchesWithoutQuestion(ushort id) =>
        _header.ID == id && _header.QR && _header.Opcode == 0
        && (IsHeaderOnly || _header.QDCOUNT == 0)
        && _header.RCODE is not (Rcode.NoError or Rcode.NXDomain or Rcode.YXDomain);

    /// <summary>The whole response code, with the eight bits of EDNS where the server sent an OPT record.</summary>
    internal Rcode ReadRcode() => TryReadEdns(out EdnsRecord edns)
        ? (Rcode)((edns.ExtendedRcode << 4) | (int)_header.RCODE)
        : _header.RCODE;

    /// <summary>Finds the OPT record; of several, the first. False when there is none, or none can be reached:
    /// servers without EDNS send FORMERR with the query's ARCOUNT and no record.</summary>
    internal bool TryReadEdns(out EdnsRecord edns)
    {
        edns = default;
        if (_header.ARCOUNT == 0 || !TryFindAnswers(out int offset))
            return false;
        var before = new SectionReader(_message, offset, _header.ANCOUNT + _header.NSCOUNT);
        if (!before.TrySkipAll())
            return false;
        var additional = new SectionReader(_message, before.Offset, _header.ARCOUNT);
        while (additional.TryReadNext(out ResourceRecord record))
        {
            if (EdnsRecord.TryRead(_message, record, out edns))
                return true;
        }
        return false;
    }

    /// <summary>Finds an option in the OPT record; of several of one code the first (RFC 7873 5.2).</summary>
    internal bool TryReadOption(OptionCode code, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (!TryReadEdns(out EdnsRecord edns))
            return false;
        var options = new OptionReader(_message.Slice(edns.OptionsOffset, edns.OptionsLength));
        while (options.TryReadNext(out OptionCode read, out data))
        {
            if (read == code)
                return true;
        }
        return false;
    }

    /// <summary>Whether the question has this very name, letter by letter.</summary>
    /// <param name="qname">A name on the wire, uncompressed.</param>
    internal bool EchoesCase(ReadOnlySpan<byte> qname) => _message[MessageHeader.Size..].StartsWith(qname);

    /// <summary>The answer section, or as many records of it as are wanted.</summary>
    internal bool TryReadAnswers(int maxRecords, out SectionReader answers)
    {
        answers = default;
        if (_header.QDCOUNT != 1 || !TryFindAnswers(out int offset))
            return false;
        answers = new SectionReader(_message, offset, Math.Min(_header.ANCOUNT, maxRecords));
        return true;
    }

    /// <summary>The authority section, or as many records of it as are wanted.</summary>
    internal bool TryReadAuthority(int maxRecords, out SectionReader authority)
    {
        authority = default;
        if (!TryFindAnswers(out int offset))
            return false;
        var answers = new SectionReader(_message, offset, _header.ANCOUNT);
        if (!answers.TrySkipAll())
            return false;
        authority = new SectionReader(_message, answers.Offset, Math.Min(_header.NSCOUNT, maxRecords));
        return true;
    }

    private bool TryFindAnswers(out int offset)
    {
        offset = MessageHeader.Size;
        for (int i = 0; i < _header.QDCOUNT; i++)
        {
            if (!Question.TryRead(_message, ref offset, out _))
                return false;
        }
        return true;
    }
}
