using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Numerics;
using System.Runtime.CompilerServices;

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
// What is taken from the stack is written before it is read; to clear it would cost more than the reading.
[SkipLocalsInit]
internal static class AnswerReader
{
    private const int NoOwner = -1;

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
    /// <param name="room">What to fill; null for a new one.</param>
    /// <param name="status">Why there is no data, when there is none.</param>
    /// <param name="data">What was answered.</param>
    /// <returns>Whether there are records of the type.</returns>
    internal static bool TryRead(
        scoped ResponseReader response,
        ReadOnlySpan<byte> qname,
        RecordType qtype,
        AnswerData? room,
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
        Span<ushort> taken = stackalloc ushort[addressLength == 0 ? MaxPointerNames : MaxAddresses];
        status = Find(answers, ref chain, qtype, taken, out int count, out uint lifetime);
        if (status != AnswerStatus.Records)
            return false;
        taken = taken[..count];
        data = room ?? new AnswerData();
        // Of what is truncated the rest is missing (RFC 2181 section 9).
        data.Fill(FamilyOf(qtype), response.IsTruncated ? 0 : lifetime, chain.Name, chain.ReadAliases());
        if (addressLength == 0)
            data.FillPointerNames(Names(answers.Message, taken));
        else
            data.FillAddresses(answers.Message, taken);
        return true;
    }

    /// <summary>Finds the records that count, and allocates nothing.</summary>
    /// <param name="answers">The answer section.</param>
    /// <param name="chain">The chain of aliases, which is followed.</param>
    /// <param name="qtype">A, AAAA or PTR.</param>
    /// <param name="taken">Room for the places of their RDATA: as many are taken as fit.</param>
    /// <param name="count">How many places were found.</param>
    /// <param name="lifetime">For how many seconds all of it may be kept.</param>
    internal static AnswerStatus Find(
        SectionReader answers, ref AnswerChain chain, RecordType qtype, Span<ushort> taken, out int count, out uint lifetime)
    {
        // Most answers have no alias: then one pass over the section does, and tells that it is whole.
        lifetime = chain.Lifetime;
        if (!TryTake(answers, chain.Name, qtype, untilAlias: true, taken, out count, ref lifetime, out bool hasAlias))
            return AnswerStatus.Malformed;
        if (hasAlias)
        {
            if (!chain.TryFollow())
                return AnswerStatus.Malformed;
            lifetime = chain.Lifetime;
            if (!TryTake(answers, chain.Name, qtype, untilAlias: false, taken, out count, ref lifetime, out _))
                return AnswerStatus.Malformed;
        }
        return count == 0 ? AnswerStatus.NoData : AnswerStatus.Records;
    }

    // The places of the RDATA that count, each once. False when one of these records is malformed, or the section.
    // untilAlias: the first alias ends it, and what may only seem malformed.
    private static bool TryTake(
        SectionReader answers,
        ReadOnlySpan<byte> owner,
        RecordType qtype,
        bool untilAlias,
        Span<ushort> taken,
        out int count,
        ref uint lifetime,
        out bool hasAlias)
    {
        count = 0;
        hasAlias = false;
        int wanted = taken.Length;
        // By which most addresses are found to be new without a look at all before them.
        Span<uint> prints = stackalloc uint[qtype == RecordType.PTR ? 0 : taken.Length];
        int ownerOffset = NoOwner;
        while (untilAlias
            ? answers.TryReadNextAlias(qtype, out ResourceRecord record)
            : answers.TryReadNext(qtype, out record))
        {
            if (record.CLASS != RecordClass.IN)
                continue;
            if (record.TYPE != qtype)
                return hasAlias = true;
            if (wanted == 0)
                continue;
            if (!IsSamePointer(answers.Message, ownerOffset, record.NameOffset))
            {
                if (!CompressedName.EqualsIgnoreCase(owner, answers.Message, record.NameOffset))
                    continue;
                ownerOffset = record.NameOffset;
            }
            wanted--;
            bool valid = qtype == RecordType.PTR
                ? TryFindName(answers.Message, record, taken[..count], out bool known)
                : TryFindAddress(answers.Message, record, taken[..count], prints, out known);
            if (!valid)
                // Of a name that has an alias, which comes later, it would not count.
                return hasAlias = untilAlias;
            lifetime = Math.Min(lifetime, record.Lifetime);
            if (!known)
                taken[count++] = (ushort)record.DataOffset;
        }
        return !answers.IsMalformed;
    }

    // The owners of an answer are mostly one pointer, again and again.
    private static bool IsSamePointer(ReadOnlySpan<byte> message, int known, int offset) =>
        known != NoOwner && message[offset] >= 0xC0 && message.Slice(offset, 2).SequenceEqual(message.Slice(known, 2));

    private static bool TryFindAddress(
        ReadOnlySpan<byte> message, in ResourceRecord record, ReadOnlySpan<ushort> taken, Span<uint> prints, out bool known)
    {
        known = false;
        int length = AddressLength(record.TYPE);
        if (record.RDLENGTH != length)
            return false;
        ReadOnlySpan<byte> address = message.Slice(record.DataOffset, length);
        uint print = 0;
        for (int i = 0; i < length; i += sizeof(uint))
            print = BitOperations.RotateLeft(print, 1) ^ BinaryPrimitives.ReadUInt32LittleEndian(address[i..]);
        if (taken.Length > 0 && prints[..taken.Length].Contains(print))
        {
            foreach (ushort offset in taken)
                known |= address.SequenceEqual(message.Slice(offset, length));
        }
        if (!known)
            prints[taken.Length] = print;
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

    private static AddressFamily FamilyOf(RecordType qtype) => qtype switch
    {
        RecordType.A => AddressFamily.InterNetwork,
        RecordType.AAAA => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };

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
}
