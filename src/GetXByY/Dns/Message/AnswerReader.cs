using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace GetXByY.Dns.Message;

// The RDATA that is read, RFC 1035 3.4.1, RFC 3596 2.2, RFC 1035 3.3.12:
//
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   A    |                    ADDRESS                    |     4 octets
//        |                                               |
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   AAAA |       128 bit IPv6 address, high order first  |     16 octets
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
//   PTR  /                   PTRDNAME                    /
//        +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+

/// <summary>Reads what a response answers to a question for A, AAAA or PTR records.</summary>
/// <remarks>Only records of the answer section count that stand, in class IN, at the end of the chain of aliases
/// from the name that was asked; all others are passed over, whatever is in them. A record that counts and is
/// malformed makes the whole malformed. The work is bounded by constants, not by the sender: records looked at,
/// links followed, records taken.</remarks>
internal static class AnswerReader
{
    /// <summary>Of more answers than this only the first are looked at.</summary>
    internal const int MaxRecords = 1024;

    /// <summary>Of more A or AAAA records of the name than this, the same ones counted again, only the first are
    /// taken.</summary>
    internal const int MaxAddresses = 256;

    /// <summary>Of more PTR records of the name than this, the same ones counted again, only the first are taken: each
    /// is compared with those before it.</summary>
    internal const int MaxPointerNames = 32;

    /// <summary>Reads the answer. Whether the response belongs to the query, is truncated or is an error was seen
    /// before (<see cref="ResponseReader"/>).</summary>
    /// <param name="response">The response.</param>
    /// <param name="qname">The name that was asked, a valid name on the wire, uncompressed.</param>
    /// <param name="qtype">A, AAAA or PTR.</param>
    /// <param name="status">Why there is no data, when there is none.</param>
    /// <param name="data">What was answered.</param>
    /// <returns>Whether there are records of the type.</returns>
    internal static bool TryRead(
        scoped ResponseReader response,
        ReadOnlySpan<byte> qname,
        RecordType qtype,
        out AnswerStatus status,
        [NotNullWhen(true)] out AnswerData? data)
    {
        int addressLength = AddressLength(qtype);
        data = null;
        status = AnswerStatus.Malformed;
        if (!response.TryReadAnswers(MaxRecords, out SectionReader answers))
            return false;
        var chain = new AnswerChain(
            answers, qname, stackalloc byte[DomainName.MaxLength], stackalloc ushort[AnswerChain.MaxLinks]);
        if (!chain.TryFollow())
            return false;
        Span<ushort> taken = stackalloc ushort[addressLength == 0 ? MaxPointerNames : MaxAddresses];
        uint lifetime = chain.Lifetime;
        if (!TryTake(answers, chain.Name, qtype, taken, out int count, ref lifetime))
            return false;
        status = count == 0 ? AnswerStatus.NoData : AnswerStatus.Records;
        if (count == 0)
            return false;
        taken = taken[..count];
        data = new AnswerData
        {
            CanonicalName = DomainName.ToText(chain.Name),
            Aliases = Aliases(answers.Message, qname, chain.Links),
            Addresses = addressLength == 0 ? [] : Addresses(answers.Message, taken, addressLength),
            PointerNames = addressLength == 0 ? Names(answers.Message, taken) : [],
            Ttl = lifetime,
        };
        return true;
    }

    // The places of the RDATA that count, each once. That the section itself is whole was seen when the chain was
    // followed.
    private static bool TryTake(
        SectionReader answers,
        ReadOnlySpan<byte> owner,
        RecordType qtype,
        Span<ushort> taken,
        out int count,
        ref uint lifetime)
    {
        count = 0;
        int wanted = taken.Length;
        while (wanted > 0 && answers.TryReadNext(out ResourceRecord record))
        {
            if (record.TYPE != qtype || record.CLASS != RecordClass.IN
                || !CompressedName.EqualsIgnoreCase(owner, answers.Message, record.NameOffset))
                continue;
            wanted--;
            bool valid = qtype == RecordType.PTR
                ? TryFindName(answers.Message, record, taken[..count], out bool known)
                : TryFindAddress(answers.Message, record, taken[..count], out known);
            if (!valid)
                return false;
            lifetime = Math.Min(lifetime, record.Lifetime);
            if (!known)
                taken[count++] = (ushort)record.DataOffset;
        }
        return true;
    }

    private static bool TryFindAddress(
        ReadOnlySpan<byte> message, in ResourceRecord record, ReadOnlySpan<ushort> taken, out bool known)
    {
        known = false;
        int length = AddressLength(record.TYPE);
        if (record.RDLENGTH != length)
            return false;
        ReadOnlySpan<byte> address = message.Slice(record.DataOffset, length);
        foreach (ushort offset in taken)
            known |= address.SequenceEqual(message.Slice(offset, length));
        return true;
    }

    private static bool TryFindName(
        ReadOnlySpan<byte> message, in ResourceRecord record, ReadOnlySpan<ushort> taken, out bool known)
    {
        known = false;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        if (!record.TryReadDataName(message, name, out int length))
            return false;
        foreach (ushort offset in taken)
            known |= CompressedName.EqualsIgnoreCase(name[..length], message, offset);
        return true;
    }

    // 0 for names
    private static int AddressLength(RecordType qtype) => qtype switch
    {
        RecordType.A => 4,
        RecordType.AAAA => 16,
        RecordType.PTR => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(qtype)),
    };

    private static string[] Aliases(ReadOnlySpan<byte> message, ReadOnlySpan<byte> qname, ReadOnlySpan<ushort> links) =>
        links.IsEmpty ? [] : [DomainName.ToText(qname), .. Names(message, links[..^1])];

    private static string[] Names(ReadOnlySpan<byte> message, ReadOnlySpan<ushort> offsets)
    {
        var names = new string[offsets.Length];
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        for (int i = 0; i < names.Length; i++)
        {
            int offset = offsets[i];
            CompressedName.TryRead(message, ref offset, name, out int length);
            names[i] = DomainName.ToText(name[..length]);
        }
        return names;
    }

    private static IPAddress[] Addresses(ReadOnlySpan<byte> message, ReadOnlySpan<ushort> offsets, int length)
    {
        var addresses = new IPAddress[offsets.Length];
        for (int i = 0; i < addresses.Length; i++)
            addresses[i] = new IPAddress(message.Slice(offsets[i], length));
        return addresses;
    }
}
