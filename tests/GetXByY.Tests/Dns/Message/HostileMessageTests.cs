using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

/// <summary>Whatever the octets, reading ends, throws nothing and yields nothing that breaks a promise.</summary>
public class HostileMessageTests
{
    private const string Qname = "www.example.com";

    private static readonly byte[] s_qname = Wire.Name(Qname);
    private static readonly RecordType[] s_types = [RecordType.A, RecordType.AAAA, RecordType.PTR];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ReadAll_EveryPrefix_IsMalformedOrRefused(int index)
    {
        byte[] message = Valid()[index];
        RecordType qtype = s_types[index];
        int endOfAnswers = message.Length - 11;
        for (int length = 0; length <= message.Length; length++)
        {
            AnswerStatus? status = ReadAll(message.AsSpan(0, length), qtype);
            AnswerStatus? expected = length < 12 ? null
                : length < endOfAnswers ? AnswerStatus.Malformed : AnswerStatus.Records;
            Assert.Equal(expected, status);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ReadAll_EverySingleOctetChanged_Ends(int index)
    {
        byte[] message = Valid()[index];
        for (int i = 0; i < message.Length; i++)
        {
            byte original = message[i];
            for (int octet = 0; octet < 256; octet++)
            {
                message[i] = (byte)octet;
                ReadAll(message, s_types[index]);
            }
            message[i] = original;
        }
        Assert.Equal(AnswerStatus.Records, ReadAll(message, s_types[index]));
    }

    [Fact]
    public void ReadAll_200000RandomMutations_End()
    {
        var random = new Random(20260901);
        byte[][] valid = Valid();
        byte[] message = new byte[1024];
        var seen = new int[4];
        for (int run = 0; run < 200_000; run++)
        {
            int index = random.Next(valid.Length);
            valid[index].CopyTo(message, 0);
            int length = Mutate(random, message, valid[index].Length);
            AnswerStatus? status = ReadAll(message.AsSpan(0, length), s_types[index]);
            seen[status is null ? 3 : (int)status]++;
        }
        Assert.All(seen, count => Assert.True(count > 1000));
    }

    [Fact]
    public void ReadAll_NoiseBehindAHeader_Ends()
    {
        var random = new Random(7);
        byte[] message = new byte[600];
        for (int run = 0; run < 20_000; run++)
        {
            random.NextBytes(message);
            message[4] = 0;
            message[5] = 1;
            ReadAll(message.AsSpan(0, random.Next(message.Length)), s_types[run % 3]);
        }
    }

    [Fact]
    public void ReadAll_CostliestMessage_IsReadWithinItsBounds()
    {
        // Names of 127 labels that differ in the last one alone, reached through as many pointers as are followed,
        // as owners of as many records as are looked at, and a chain of as many links as are followed, backwards.
        string labels = string.Concat(Enumerable.Repeat("a.", 126));
        var response = new Response(labels + "A", 1);
        int places = response.Position + 11;
        var names = new List<byte>();
        var offsets = new List<int>();
        foreach (char last in "BCDEFGHIJKLMNOPQ" + "!")
        {
            offsets.Add(places + names.Count);
            names.AddRange(Wire.Name(labels + last));
        }
        int target = offsets[^1];
        for (int i = 1; i < LabelReader.MaxPointers; i++)
        {
            names.AddRange([(byte)(0xC0 | (target >> 8)), (byte)target]);
            target = places + names.Count - 2;
        }
        response.Answer([0], 16, [.. names]);
        for (int i = 0; i < AnswerReader.MaxRecords - 18; i++)
            response.Answer(Pointer(target), i < AnswerChain.MaxLinks ? (ushort)5 : (ushort)1, Pointer(target));
        for (int i = 15; i > 0; i--)
            response.Answer(Pointer(offsets[i - 1]), 5, Pointer(offsets[i]));
        response.Answer(Pointer(12), 5, Pointer(offsets[0]));
        response.Answer(Pointer(offsets[15]), 1, [192, 0, 2, 1]);
        byte[] message = response.ToArray();
        AnswerData data = Answer.Data(message, labels + "A", RecordType.A);
        Assert.Equal(labels + "Q", data.CanonicalName);
    }

    private static byte[] Pointer(int offset) => [(byte)(0xC0 | (offset >> 8)), (byte)offset];

    [Fact]
    public void ReadAll_WithoutAResult_AllocatesNothing()
    {
        byte[] message = new Response(Qname, 28)
            .CName(Qname, "b.test").A("b.test", "192.0.2.1").Octets(Wire.Hex("00 0029 04d0 00000000 0000"))
            .ToArray(arcount: 1);
        ReadWithoutAsserting(message);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            ReadWithoutAsserting(message);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void ReadWithoutAsserting(byte[] message)
    {
        ResponseReader.TryRead(message, out ResponseReader response);
        if (response.Matches(Response.Id, s_qname, RecordType.AAAA) && response.ReadRcode() == Rcode.NoError)
            AnswerReader.TryRead(response, s_qname, RecordType.AAAA, null, out _, out _);
    }

    private static int Mutate(Random random, byte[] message, int length)
    {
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = random.Next(length);
            switch (random.Next(5))
            {
                case 0:
                    message[at] = (byte)random.Next(256);
                    break;
                case 1:
                    message[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 when at + 1 < length:
                    message[at] = 0xC0;
                    message[at + 1] = (byte)random.Next(length);
                    break;
                case 3:
                    length = random.Next(8) == 0 ? at + 1 : length;
                    break;
                default:
                    int from = random.Next(length);
                    int size = Math.Min(random.Next(20), length - Math.Max(at, from));
                    message.AsSpan(from, size).CopyTo(message.AsSpan(at));
                    break;
            }
        }
        return length;
    }

    private static AnswerStatus? ReadAll(ReadOnlySpan<byte> message, RecordType qtype)
    {
        if (!ResponseReader.TryRead(message, out ResponseReader response))
            return null;
        _ = response.Matches(Response.Id, s_qname, qtype);
        _ = response.MatchesWithoutQuestion(Response.Id);
        Assert.InRange((int)response.ReadRcode(), 0, 4095);
        bool read = AnswerReader.TryRead(response, s_qname, qtype, null, out AnswerStatus status, out AnswerData? data);
        Assert.Equal(read, data is not null);
        if (read)
            CheckPromises(data!, qtype);
        return status;
    }

    private static void CheckPromises(AnswerData data, RecordType qtype)
    {
        Assert.InRange(data.Ttl, 0u, (uint)int.MaxValue);
        Assert.InRange(data.Aliases.Count, 0, AnswerChain.MaxLinks);
        Assert.Equal(qtype == RecordType.PTR, data.Addresses.Count == 0);
        Assert.Equal(qtype != RecordType.PTR, data.PointerNames.Count == 0);
        Assert.Equal(data.Addresses.Count, data.Addresses.Distinct().Count());
        if (data.Aliases.Count > 0)
            Assert.Equal(Qname, data.Aliases[0]);
        foreach (string name in (string[])[data.CanonicalName, .. data.Aliases, .. data.PointerNames])
        {
            Assert.InRange(name.Length, 1, 4 * DomainName.MaxLength);
            Assert.False(name.AsSpan().ContainsAnyExceptInRange('!', '~'));
        }
    }

    // Each ends with an OPT record of 11 octets.
    private static byte[][] Valid()
    {
        byte[] opt = Wire.Hex("00 0029 04d0 00000000 0000");
        byte[] addresses = new Response(Qname, 1)
            .Answer([0xC0, 12], 5, [3, .. "cdn"u8, 0xC0, 16])
            .Answer([0xC0, 45], 5, [1, .. "x"u8, 0xC0, 45])
            .Answer([0xC0, 63], 1, [192, 0, 2, 1], ttl: 60)
            .Answer([0xC0, 63], 1, [192, 0, 2, 2], ttl: 60)
            .Octets(opt).ToArray(arcount: 1);
        byte[] addresses6 = new Response(Qname, 28)
            .Answer([0xC0, 12], 28, [0x20, 1, 0xD, 0xB8, .. new byte[11], 1])
            .Answer(s_qname, 28, [0x20, 1, 0xD, 0xB8, .. new byte[11], 2])
            .Octets(opt).ToArray(arcount: 1);
        byte[] names = new Response(Qname, 12)
            .Answer([0xC0, 12], 12, [3, .. "one"u8, 0xC0, 16])
            .Answer([0xC0, 12], 12, Wire.Name("two.test"))
            .Octets(opt).ToArray(arcount: 1);
        return [addresses, addresses6, names];
    }
}
