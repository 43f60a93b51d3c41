using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GetXByY.Testing;

/// <summary>The records of all names, and how a question is answered from them (RFC 1034 section 4.3.2).</summary>
/// <remarks>Any thread may read and write.</remarks>
internal sealed class RecordTable(uint negativeTtl)
{
    private const ushort Internet = 1;
    private const ushort AnyClass = 255;

    private readonly ConcurrentDictionary<string, ImmutableArray<TableRecord>> _records =
        new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, params ReadOnlySpan<TableRecord> records)
    {
        ImmutableArray<TableRecord> added = [.. records];
        _records.AddOrUpdate(MessageName.Normalize(name), added, (_, before) => before.AddRange(added));
    }

    public bool Remove(string name) => _records.TryRemove(MessageName.Normalize(name), out _);

    public void Write(ReceivedQuery query, AnswerWriter answer)
    {
        if (query.Class is not (Internet or AnyClass))
        {
            answer.Code(AnswerCode.Refused);
            return;
        }

        var seen = new ChainNames(query.Name);
        string name = query.Name;
        while (_records.TryGetValue(name, out ImmutableArray<TableRecord> records))
        {
            if (WriteMatching(name, records, query.Type, answer))
                return;
            if (WriteAlias(name, records, answer) is not { } target)
            {
                answer.StartOfAuthority(negativeTtl);
                return;
            }

            // aliases that lead back are sent once round, as an authoritative server sends them
            if (!seen.Add(target))
                return;
            name = target;
        }

        // also behind an alias the code tells of the last name (RFC 6604 section 3)
        answer.Code(AnswerCode.NameError);
        answer.StartOfAuthority(negativeTtl);
    }

    public void WriteNegative(AnswerCode code, AnswerWriter answer)
    {
        answer.Code(code);
        answer.StartOfAuthority(negativeTtl);
    }

    private static bool WriteMatching(
        string name, ImmutableArray<TableRecord> records, QuestionType type, AnswerWriter answer)
    {
        bool any = false;
        foreach (TableRecord record in records)
        {
            if (record.Type != type && type != QuestionType.Any)
                continue;
            answer.Answer(name, record);
            any = true;
        }

        return any;
    }

    private static string? WriteAlias(string name, ImmutableArray<TableRecord> records, AnswerWriter answer)
    {
        foreach (TableRecord record in records)
        {
            if (record.Type != QuestionType.Cname || record.Target is null)
                continue;
            answer.Answer(name, record);
            return record.Target;
        }

        return null;
    }
}
