using System.Net;
using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class AnswerReaderTests
{
    private static readonly byte[] s_pointerToQuestion = [0xC0, 12];

    [Fact]
    public void TryRead_LiteralMessage_IsItsAddresses()
    {
        byte[] message = Wire.Hex(
            "1234 8180 0001 0003 0000 0001  03 777777 07 6578616d706c65 03 636f6d 00 0001 0001"
            + "c00c 0005 0001 00000e10 0006 03 63646e c010" // www.example.com CNAME cdn.example.com
            + "c02d 0001 0001 0000003c 0004 c0000201"
            + "c02d 0001 0001 0000003d 0004 c0000202"
            + "00 0029 04d0 00000000 0000");
        Assert.Equal(
            "cdn.example.com [www.example.com] [192.0.2.1 192.0.2.2] 60",
            Answer.Text(message, "www.example.com", RecordType.A));
    }

    [Fact]
    public void TryRead_AAAA_IsItsAddresses()
    {
        byte[] message = new Response("a.test", 28)
            .Answer(s_pointerToQuestion, 28, IPAddress.Parse("2001:db8::1").GetAddressBytes())
            .Answer(s_pointerToQuestion, 28, IPAddress.Parse("::ffff:192.0.2.1").GetAddressBytes())
            .ToArray();
        Assert.Equal("a.test [] [2001:db8::1 ::ffff:192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.AAAA));
    }

    [Fact]
    public void TryRead_PTR_IsItsNamesEachOnce()
    {
        byte[] message = new Response("1.2.0.192.in-addr.arpa", 12)
            .Ptr("1.2.0.192.in-addr.arpa", "one.test", 90)
            .Ptr("1.2.0.192.in-addr.arpa", "two.test")
            .Ptr("1.2.0.192.in-addr.arpa", "ONE.test", 80)
            .ToArray();
        Assert.Equal(
            "1.2.0.192.in-addr.arpa [] [one.test two.test] 80",
            Answer.Text(message, "1.2.0.192.in-addr.arpa", RecordType.PTR));
    }

    [Fact]
    public void TryRead_ClasslessPTR_FollowsTheAlias()
    {
        byte[] message = new Response("1.2.0.192.in-addr.arpa", 12)
            .CName("1.2.0.192.in-addr.arpa", "1.0/25.2.0.192.in-addr.arpa")
            .Ptr("1.0/25.2.0.192.in-addr.arpa", "host.test")
            .ToArray();
        Assert.Equal(
            "1.0/25.2.0.192.in-addr.arpa [1.2.0.192.in-addr.arpa] [host.test] 300",
            Answer.Text(message, "1.2.0.192.in-addr.arpa", RecordType.PTR));
    }

    [Fact]
    public void TryRead_AliasBehindTheAddresses_IsFollowedAndWhatItsNameHasDoesNotCount()
    {
        byte[] message = new Response("a.test", 1)
            .Answer(s_pointerToQuestion, 1, [192, 0, 2])
            .A("b.test", "192.0.2.2", 90)
            .A("a.test", "192.0.2.66")
            .CName("a.test", "b.test", 80)
            .ToArray();
        Assert.Equal("b.test [a.test] [192.0.2.2] 80", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_HostilePointerName_IsEscaped()
    {
        byte[] message = new Response("1.2.0.192.in-addr.arpa", 12)
            .Ptr("1.2.0.192.in-addr.arpa", "\u001b[2J\0\nhost.test")
            .ToArray();
        Assert.Equal(
            [@"\027[2J\000\010host.test"],
            Answer.Data(message, "1.2.0.192.in-addr.arpa", RecordType.PTR).PointerNames);
    }

    [Fact]
    public void TryRead_SameAddressTwice_IsTakenOnce()
    {
        byte[] message = new Response("a.test", 1)
            .A("a.test", "192.0.2.1").A("a.test", "192.0.2.2").A("A.TEST", "192.0.2.1").ToArray();
        Assert.Equal("a.test [] [192.0.2.1 192.0.2.2] 300", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_CaseOfTheAskedName_IsKept()
    {
        byte[] message = new Response("A.Test", 1).CName("a.TEST", "B.test").A("b.test", "192.0.2.1").ToArray();
        Assert.Equal("B.test [a.Test] [192.0.2.1] 300", Answer.Text(message, "a.Test", RecordType.A));
    }

    [Fact]
    public void TryRead_NoAnswers_IsNoData()
    {
        Assert.Equal("NoData", Answer.Text(new Response("a.test", 1).ToArray(), "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_WhatDoesNotAnswer_IsPassedOver()
    {
        byte[] message = new Response("a.test", 1)
            .A("b.test", "192.0.2.66") // another owner
            .A("test", "192.0.2.67")
            .A("x.a.test", "192.0.2.68")
            .Answer(s_pointerToQuestion, 1, [192, 0, 2, 69], rrclass: 3) // another class
            .Answer(s_pointerToQuestion, 28, new byte[16]) // another type
            .Answer(s_pointerToQuestion, 46, [1, 2, 3]) // RRSIG, whatever is in it
            .Answer(s_pointerToQuestion, 65_280, [])
            .Answer(s_pointerToQuestion, 39, Wire.Name("c.test")) // DNAME
            .Answer(Wire.Name("b.test"), 1, [1, 2, 3]) // malformed, but not ours
            .Answer([0xC0, 0xFF], 1, [192, 0, 2, 70]) // an owner that leads nowhere
            .CName("c.test", "d.test")
            .ToArray();
        Assert.Equal("NoData", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_RecordOfAnotherSection_IsPassedOver()
    {
        byte[] message = new Response("a.test", 1)
            .Record(s_pointerToQuestion, 1, [192, 0, 2, 1])
            .Record(s_pointerToQuestion, 1, [192, 0, 2, 2])
            .ToArray(ancount: 0, nscount: 1, arcount: 1);
        Assert.Equal("NoData", Answer.Text(message, "a.test", RecordType.A));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(1, 5)]
    [InlineData(1, 16)]
    [InlineData(28, 4)]
    [InlineData(28, 15)]
    [InlineData(28, 17)]
    public void TryRead_WrongRdlengthOfAnAddress_IsMalformed(ushort qtype, int length)
    {
        byte[] message = new Response("a.test", qtype)
            .Answer(s_pointerToQuestion, qtype, new byte[qtype == 1 ? 4 : 16])
            .Answer(s_pointerToQuestion, qtype, new byte[length])
            .ToArray();
        Assert.Equal("Malformed", Answer.Text(message, "a.test", (RecordType)qtype));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c0")]
    [InlineData("01 61")]
    [InlineData("01 61 00 00")] // RDATA longer than the name
    [InlineData("c00c 00")]
    [InlineData("c0ff")]
    public void TryRead_MalformedNameInRdata_IsMalformed(string data)
    {
        byte[] pointer = new Response("a.test", 12).Answer(s_pointerToQuestion, 12, Wire.Hex(data)).ToArray();
        Assert.Equal("Malformed", Answer.Text(pointer, "a.test", RecordType.PTR));
        byte[] alias = new Response("a.test", 1).Answer(s_pointerToQuestion, 5, Wire.Hex(data)).ToArray();
        Assert.Equal("Malformed", Answer.Text(alias, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_NameThatRunsOverItsRdata_IsMalformed()
    {
        byte[] message = new Response("a.test", 12)
            .Answer(s_pointerToQuestion, 12, [3, 97]).Octets(98, 99, 0).ToArray();
        Assert.Equal("Malformed", Answer.Text(message, "a.test", RecordType.PTR));
    }

    [Theory]
    [InlineData(0x7FFF_FFFFu, 0x7FFF_FFFFu)]
    [InlineData(0x8000_0000u, 0u)]
    [InlineData(0xFFFF_FFFFu, 0u)]
    [InlineData(0u, 0u)]
    public void TryRead_TopBitOfTtl_MeansZero(uint ttl, uint expected)
    {
        byte[] message = new Response("a.test", 1).A("a.test", "192.0.2.1", ttl).ToArray();
        Assert.Equal(expected, Answer.Data(message, "a.test", RecordType.A).Ttl);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(65_535, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 65_535)]
    public void TryRead_CountsThatLie_AreMalformed(int qdcount, int ancount)
    {
        byte[] message = new Response("a.test", 1).A("a.test", "192.0.2.1").ToArray(qdcount, ancount);
        Assert.Equal("Malformed", Answer.Text(message, "a.test", RecordType.A));
    }

    [Theory]
    [InlineData("1234 8180 0000 0001 0000 0000")]
    [InlineData("1234 8180 0002 0001 0000 0000  01 61 00 0001 0001  01 61 00 0001 0001")]
    public void TryRead_OtherThanOneQuestion_IsMalformed(string octets)
    {
        byte[] message = Wire.Hex(octets + "01 61 00 0001 0001 0000012c 0004 c0000201");
        Assert.Equal("Malformed", Answer.Text(message, "a", RecordType.A));
    }

    [Fact]
    public void TryRead_LiesBehindTheAnswers_DoNoHarm()
    {
        byte[] message = new Response("a.test", 1).A("a.test", "192.0.2.1").ToArray(nscount: 65_535, arcount: 65_535);
        Assert.Equal("a.test [] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_MoreAddressesThanTheBound_AreCut()
    {
        var response = new Response("a.test", 1);
        for (int i = 0; i < 300; i++)
            response.Answer(s_pointerToQuestion, 1, [10, 0, (byte)(i >> 8), (byte)i]);
        AnswerData data = Answer.Data(response.ToArray(), "a.test", RecordType.A);
        Assert.Equal(AnswerReader.MaxAddresses, data.Addresses.Count);
        Assert.Equal(IPAddress.Parse("10.0.0.0"), data.Addresses[0]);
        Assert.Equal(IPAddress.Parse("10.0.0.255"), data.Addresses[^1]);
    }

    [Fact]
    public void TryRead_MorePointerNamesThanTheBound_AreCut()
    {
        var response = new Response("a.test", 12);
        for (int i = 0; i < 40; i++)
            response.Ptr("a.test", $"h{i}.test");
        AnswerData data = Answer.Data(response.ToArray(), "a.test", RecordType.PTR);
        Assert.Equal(AnswerReader.MaxPointerNames, data.PointerNames.Count);
    }

    [Fact]
    public void TryRead_MoreDuplicatesThanTheBound_HideWhatFollows()
    {
        var response = new Response("a.test", 1);
        for (int i = 0; i < AnswerReader.MaxAddresses; i++)
            response.A("a.test", "192.0.2.1");
        byte[] message = response.A("a.test", "192.0.2.2").ToArray();
        Assert.Equal("a.test [] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_MoreRecordsThanTheBound_OnlyTheFirstAreLookedAt()
    {
        var response = new Response("a.test", 1);
        for (int i = 0; i < AnswerReader.MaxRecords - 1; i++)
            response.A("b.test", "192.0.2.66");
        byte[] looked = response.A("a.test", "192.0.2.1").A("a.test", "192.0.2.2").ToArray();
        Assert.Equal("a.test [] [192.0.2.1] 300", Answer.Text(looked, "a.test", RecordType.A));
    }

    [Fact]
    public void TryRead_OtherTypeThanItReads_IsTheCallersMistake()
    {
        byte[] message = new Response("a.test", 2).ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() => Answer.Text(message, "a.test", RecordType.NS));
    }
}
