using BenchmarkDotNet.Attributes;
using GetXByY.Dns.Message;

namespace GetXByY.Parts;

/// <summary>What is done to the octets: a name, a query, an answer.</summary>
public class Messages
{
    private const string Text = "n00000000.bench.test";

    private readonly byte[] _name = new byte[DomainName.MaxLength];
    private readonly byte[] _query = new byte[QueryWriter.MaxLength];
    private readonly byte[] _response;
    private readonly int _nameLength;

    private readonly AnswerData _room = new();

    /// <summary>Makes the answer that the responder gives: the question, and one record whose owner is a pointer.</summary>
    public Messages()
    {
        DomainName.TryWrite(Text, _name, out _nameLength);
        int length = QueryWriter.Write(_query, 0x1234, Name, RecordType.A, edns: false);
        _response = [.. _query.AsSpan(0, length), 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
        _response[2] = 0x81;
        _response[3] = 0x80;
        _response[7] = 1;
    }

    private ReadOnlySpan<byte> Name => _name.AsSpan(0, _nameLength);

    [Benchmark(Description = "a name is checked and written in wire form")]
    public bool WriteName() => DomainName.TryWrite(Text, _name, out _);

    [Benchmark(Description = "a query is written, with EDNS")]
    public int WriteQuery() => QueryWriter.Write(_query, 0x1234, Name, RecordType.A, edns: true);

    [Benchmark(Description = "an answer is matched and read: one A record")]
    public object ReadAnswer() =>
        ResponseReader.TryRead(_response, out ResponseReader response) && response.Matches(0x1234, Name, RecordType.A)
        && AnswerReader.TryRead(response, Name, RecordType.A, _room, out _, out AnswerData? data)
            ? data
            : throw new InvalidOperationException("the answer was not read");
}
