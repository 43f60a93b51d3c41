using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class MessageHeaderTests
{
    [Fact]
    public void TryRead_Counts_AreInTheirPlaces()
    {
        Assert.True(MessageHeader.TryRead(Wire.Hex("abcd 0000 0102 0304 0506 0708"), out MessageHeader header));
        Assert.Equal(0xABCD, header.ID);
        Assert.Equal(0x0102, header.QDCOUNT);
        Assert.Equal(0x0304, header.ANCOUNT);
        Assert.Equal(0x0506, header.NSCOUNT);
        Assert.Equal(0x0708, header.ARCOUNT);
    }

    [Theory]
    [InlineData("8000", "QR")]
    [InlineData("0400", "AA")]
    [InlineData("0200", "TC")]
    [InlineData("0100", "RD")]
    [InlineData("0080", "RA")]
    [InlineData("0040", "")]
    [InlineData("0020", "AD")]
    [InlineData("0010", "CD")]
    [InlineData("7800", "Opcode 15")]
    [InlineData("2800", "Opcode 5")]
    [InlineData("0003", "RCODE NXDomain")]
    [InlineData("000f", "RCODE 15")]
    [InlineData("8583", "QR AA RD RA RCODE NXDomain")]
    public void TryRead_Flags_AreInTheirPlaces(string flags, string expected)
    {
        Assert.True(MessageHeader.TryRead(Wire.Hex("0000" + flags + "0000000000000000"), out MessageHeader header));
        string[] set =
        [
            header.QR ? "QR" : "",
            header.Opcode != 0 ? $"Opcode {header.Opcode}" : "",
            header.AA ? "AA" : "",
            header.TC ? "TC" : "",
            header.RD ? "RD" : "",
            header.RA ? "RA" : "",
            header.AD ? "AD" : "",
            header.CD ? "CD" : "",
            header.RCODE != 0 ? $"RCODE {header.RCODE}" : "",
        ];
        Assert.Equal(expected, string.Join(' ', set.Where(s => s.Length > 0)));
    }

    [Fact]
    public void TryRead_FewerThanTwelveOctets_IsRefused()
    {
        for (int length = 0; length < 12; length++)
            Assert.False(MessageHeader.TryRead(new byte[length], out _));
    }

    [Fact]
    public void Write_WhatWasRead_IsTheSame()
    {
        byte[] octets = Wire.Hex("abcd ffff 0102 0304 0506 0708");
        Assert.True(MessageHeader.TryRead(octets, out MessageHeader header));
        byte[] written = new byte[12];
        header.Write(written);
        Assert.Equal(octets, written);
    }
}
