using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class ResponseReaderTests
{
    // ID 1234, response, RD, RA; www.example.com A IN; one answer 192.0.2.1 for 300 s; OPT with 1232
    private const string Question = "03 777777 07 6578616d706c65 03 636f6d 00 0001 0001";
    private const string Answer = "c00c 0001 0001 0000012c 0004 c0000201";
    private const string Opt = "00 0029 04d0 00000000 0000";
    private const string Whole = "1234 8180 0001 0001 0000 0001" + Question + Answer + Opt;

    private static readonly byte[] s_name = Wire.Name("www.example.com");

    [Theory]
    [InlineData("1234 8180 0001 0001 0000 0001" + Question + Answer + Opt, true)]
    [InlineData("1234 8180 0001 0000 0000 0000" + "03 575757 07 6558414d504c45 03 434f4d 00 0001 0001", true)] // case
    [InlineData("1234 8780 0001 0000 0000 0000" + Question, true)] // AA, TC
    [InlineData("1235 8180 0001 0000 0000 0000" + Question, false)] // ID
    [InlineData("1234 0180 0001 0000 0000 0000" + Question, false)] // a query
    [InlineData("1234 8980 0001 0000 0000 0000" + Question, false)] // Opcode 1
    [InlineData("1234 8180 0000 0000 0000 0000", false)] // no question
    [InlineData("1234 8180 0001 0000 0000 0000", false)] // a claimed question
    [InlineData("1234 8180 0002 0000 0000 0000" + Question + Question, false)]
    [InlineData("1234 8180 ffff 0000 0000 0000" + Question, false)]
    [InlineData("1234 8180 0001 0000 0000 0000" + "03 777777 07 6578616d706c65 03 636f6d 00 001c 0001", false)] // AAAA
    [InlineData("1234 8180 0001 0000 0000 0000" + "03 777777 07 6578616d706c65 03 636f6d 00 0001 0003", false)] // CHAOS
    [InlineData("1234 8180 0001 0000 0000 0000" + "03 777778 07 6578616d706c65 03 636f6d 00 0001 0001", false)]
    [InlineData("1234 8180 0001 0000 0000 0000" + "07 6578616d706c65 03 636f6d 00 0001 0001", false)]
    [InlineData("1234 8180 0001 0000 0000 0000" + "00 0001 0001", false)]
    [InlineData("1234 8180 0001 0000 0000 0000" + "c00c 0001 0001", false)]
    [InlineData("1234 8180 0001 0000 0000 0000" + "03 777777 07 6578616d706c65 03 636f6d 00 0001 00", false)] // cut
    public void Matches_IdAndQuestion_MustBeTheQuerys(string octets, bool expected)
    {
        Assert.True(ResponseReader.TryRead(Wire.Hex(octets), out ResponseReader response));
        Assert.Equal(expected, response.Matches(0x1234, s_name, RecordType.A));
    }

    [Fact]
    public void Matches_EveryPrefix_OnlyFromTheWholeQuestionOn()
    {
        byte[] message = Wire.Hex(Whole);
        for (int length = 12; length <= message.Length; length++)
        {
            Assert.True(ResponseReader.TryRead(message.AsSpan(0, length), out ResponseReader response));
            Assert.Equal(length >= 12 + 21, response.Matches(0x1234, s_name, RecordType.A));
        }
    }

    [Fact]
    public void TryRead_LengthOfNoMessage_IsRefused()
    {
        Assert.False(ResponseReader.TryRead([], out _));
        Assert.False(ResponseReader.TryRead(new byte[11], out _));
        Assert.True(ResponseReader.TryRead(new byte[12], out _));
        Assert.True(ResponseReader.TryRead(new byte[65_535], out _));
        Assert.False(ResponseReader.TryRead(new byte[65_536], out _));
    }

    [Fact]
    public void TryReadQuestion_One_IsReturned()
    {
        Assert.True(ResponseReader.TryRead(Wire.Hex(Whole), out ResponseReader response));
        Assert.True(response.TryReadQuestion(out Question question));
        Assert.Equal(12, question.NameOffset);
        Assert.Equal(RecordType.A, question.QTYPE);
        Assert.Equal(RecordClass.IN, question.QCLASS);
    }

    [Theory]
    [InlineData("8380", true)]
    [InlineData("8180", false)]
    public void IsTruncated_TC_IsSeen(string flags, bool expected)
    {
        byte[] message = Wire.Hex("1234" + flags + "0001 0000 0000 0000" + Question);
        Assert.True(ResponseReader.TryRead(message, out ResponseReader response));
        Assert.Equal(expected, response.IsTruncated);
    }

    [Theory]
    [InlineData("1234 8001 0001 0000 0000 0001", true)] // FORMERR, the query's counts
    [InlineData("1234 8001 0000 0000 0000 0000", true)]
    [InlineData("1234 8184 0000 0000 0000 0000", true)] // NOTIMP
    [InlineData("1234 8001 0000 0000 0000 0001" + Opt, true)]
    [InlineData("1234 8000 0000 0000 0000 0000", false)] // no error
    [InlineData("1234 8003 0000 0000 0000 0000", false)] // NXDOMAIN wants a question
    [InlineData("1234 8006 0000 0000 0000 0000", false)] // so does YXDOMAIN; found by eng/fuzz
    [InlineData("1235 8001 0000 0000 0000 0000", false)]
    [InlineData("1234 0001 0000 0000 0000 0000", false)]
    [InlineData("1234 8801 0000 0000 0000 0000", false)]
    [InlineData("1234 8001 0001 0000 0000 0000" + Question, false)]
    public void MatchesWithoutQuestion_OnlyErrors_Match(string octets, bool expected)
    {
        Assert.True(ResponseReader.TryRead(Wire.Hex(octets), out ResponseReader response));
        Assert.Equal(expected, response.MatchesWithoutQuestion(0x1234));
        Assert.Equal(Wire.Hex(octets).Length == 12, response.IsHeaderOnly);
    }

    [Theory]
    [InlineData("1234 8182 0001 0000 0000 0000" + Question, 2)]
    [InlineData("1234 8180 0001 0001 0000 0001" + Question + Answer + Opt, 0)]
    [InlineData("1234 8180 0001 0001 0000 0001" + Question + Answer + "00 0029 04d0 01000000 0000", 16)] // BADVERS
    [InlineData("1234 8187 0001 0000 0000 0001" + Question + "00 0029 04d0 01000000 0000", 23)] // BADCOOKIE
    [InlineData("1234 818f 0001 0000 0000 0001" + Question + "00 0029 04d0 ff000000 0000", 4095)]
    [InlineData("1234 8180 0001 0000 0001 0002" + Question + Answer + Answer + "00 0029 04d0 01000000 0000", 16)]
    [InlineData("1234 8180 0000 0000 0000 0001" + "00 0029 04d0 01000000 0000", 16)] // no question
    [InlineData("1234 8180 0001 0000 0000 0002" + Question + "00 0029 04d0 01000000 0000" + Opt, 16)] // the first
    [InlineData("1234 8183 0001 0000 0000 0001" + Question + "c00c 0029 04d0 01000000 0000", 3)] // not the root's
    [InlineData("1234 8183 0001 0001 0000 0000" + Question + "00 0029 04d0 01000000 0000", 3)] // an answer
    [InlineData("1234 8181 0001 0000 0000 0001" + Question, 1)] // claimed only
    [InlineData("1234 8181 0001 ffff ffff ffff" + Question, 1)]
    [InlineData("1234 8181 0001 0000 0000 0001", 1)]
    [InlineData("1234 8181 0001 0000 0000 0001" + Question + "00 0029 04d0 01000000 0001", 1)] // RDATA missing
    [InlineData("1234 8180 0001 0000 0000 0001" + Question + "00 0029 04d0 01000000 0004 00030000", 16)] // an option
    public void ReadRcode_UpperBits_AreTheOptRecords(string octets, int expected)
    {
        Assert.True(ResponseReader.TryRead(Wire.Hex(octets), out ResponseReader response));
        Assert.Equal((Rcode)expected, response.ReadRcode());
    }

    [Fact]
    public void TryReadEdns_Fields_AreInTheirPlaces()
    {
        byte[] message = Wire.Hex("1234 8180 0001 0000 0000 0001" + Question + "00 0029 1000 5a 03 8000 0000");
        Assert.True(ResponseReader.TryRead(message, out ResponseReader response));
        Assert.True(response.TryReadEdns(out EdnsRecord edns));
        Assert.Equal(4096, edns.UdpPayloadSize);
        Assert.Equal(0x5A, edns.ExtendedRcode);
        Assert.Equal(3, edns.Version);
    }
}
