using System.Buffers.Binary;

namespace GetXByY.Testing;

public sealed partial class ServerBehaviour
{
    private const int IdLength = 2;
    private const int LongestDatagram = 65_507;

    /// <summary>The honest answer with another id: all bits of the right one turned over.</summary>
    public static ServerBehaviour WrongId { get; } = Edited((_, answer) =>
    {
        answer[0] ^= 0xFF;
        answer[1] ^= 0xFF;
        return answer;
    });

    /// <summary>
    /// The honest answer to another name: the first byte of the question's name is an «x», or a «y» where it was
    /// an «x». The question for the root is left as it is.
    /// </summary>
    public static ServerBehaviour WrongName { get; } = Edited((query, answer) =>
    {
        if (query.Name != ".")
        {
            ref byte first = ref answer[QueryReader.HeaderLength + 1];
            first = (first | 0x20) == 'x' ? (byte)'y' : (byte)'x';
        }

        return answer;
    });

    /// <summary>
    /// The honest answer, but the letters of the question's name have the other case. That is right for most
    /// clients (RFC 1035 section 2.3.3) and wrong for those that hide random bits in the case.
    /// </summary>
    public static ServerBehaviour WrongCase { get; } = Edited((query, answer) =>
    {
        foreach (ref byte b in answer.AsSpan(QueryReader.HeaderLength..(query.QuestionEnd - 4)))
        {
            if (char.IsAsciiLetter((char)b))
                b ^= 0x20;
        }

        return answer;
    });

    /// <summary>The honest answer, but the question's type is AAAA where A was asked, else A.</summary>
    public static ServerBehaviour WrongType { get; } = Edited((query, answer) =>
    {
        QuestionType lie = query.Type == QuestionType.A ? QuestionType.Aaaa : QuestionType.A;
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(query.QuestionEnd - 4), (ushort)lie);
        return answer;
    });

    /// <summary>The honest answer from another UDP port of the same address; nothing over TCP.</summary>
    public static ServerBehaviour OtherPort { get; } = new(e => e.SendFromElsewhere(e.Answer()));

    /// <summary>A right header, and an answer record whose name is a compression pointer to itself.</summary>
    public static ServerBehaviour PointerLoop { get; } = new(e =>
    {
        var writer = new AnswerWriter(e.Query);
        writer.PointerLoop();
        e.Send(writer.ToArray());
    });

    /// <summary>The 12 bytes of a header with the right id and no question, no record, no error.</summary>
    public static ServerBehaviour HeaderOnly { get; } = new(e =>
    {
        byte[] header = e.OfCode(AnswerCode.NoError, withEdns: false)[..QueryReader.HeaderLength];
        header.AsSpan(4).Clear();
        e.Send(header);
    });

    /// <summary>
    /// The right id and then only bytes 0xFF: an answer, by its first bit, with 65,535 of everything. It is the
    /// same each time, so that what it finds can be found again.
    /// </summary>
    /// <param name="length">The length in bytes with the id, 2 to 65,507.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is out of its range.</exception>
    public static ServerBehaviour Garbage(int length = 64)
    {
        CheckLength(length, IdLength);
        return new(e =>
        {
            byte[] garbage = new byte[length];
            garbage.AsSpan().Fill(0xFF);
            BinaryPrimitives.WriteUInt16BigEndian(garbage, e.Query.Id);
            e.Send(garbage);
        });
    }

    /// <summary>
    /// The beginning of the honest answer: <c>CutTo(20)</c> sends its first 20 bytes, <c>CutTo(^3)</c> all but the
    /// last 3. The TC bit is not set. Over TCP the length before it is the short one.
    /// </summary>
    /// <param name="end">Where to cut; what lies outside the answer counts as its nearest end.</param>
    public static ServerBehaviour CutTo(Index end) =>
        Edited((_, answer) => answer[..Math.Clamp(end.GetOffset(answer.Length), 0, answer.Length)]);

    /// <summary>
    /// The honest answer, made longer by TXT records behind it until it has at least this length, and sent whole,
    /// whatever length the client said it can take.
    /// </summary>
    /// <param name="length">The length in bytes, 12 to 65,000; the answer is up to 12 bytes longer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is out of its range.</exception>
    public static ServerBehaviour Oversized(int length = 4096)
    {
        const int longest = 65_000;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, longest);
        CheckLength(length, QueryReader.HeaderLength);
        return new(e => e.Send(e.Padded(length)));
    }

    /// <summary>The honest answer, changed by the test.</summary>
    /// <param name="edit">
    /// Gets the query and the answer, which it may write into, and returns what is sent. It is called like that of
    /// <see cref="Choose"/>.
    /// </param>
    public static ServerBehaviour Edited(Func<ReceivedQuery, byte[], byte[]> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return new(e => e.Send(edit(e.Query, e.Answer())));
    }

    /// <summary>Any messages at all: <c>Raw(query => [bytes, otherBytes])</c>; none is silence.</summary>
    /// <param name="messages">
    /// Gets the query and returns the messages, sent one after the other; over UDP each may have up to 65,507 bytes,
    /// over TCP 65,535. It is called like that of <see cref="Choose"/>.
    /// </param>
    public static ServerBehaviour Raw(Func<ReceivedQuery, IEnumerable<byte[]>> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new(e =>
        {
            foreach (byte[] message in messages(e.Query))
                e.Send(message);
        });
    }

    private static void CheckLength(int length, int least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LongestDatagram);
    }
}
