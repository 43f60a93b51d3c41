using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class QueryWriterTests
{
    private const string Plain = "beef 0100 0001 0000 0000 0000  03 777777 07 6578616d706c65 03 636f6d 00 0001 0001";
    private const string WithOpt = "beef 0100 0001 0000 0000 0001  03 777777 07 6578616d706c65 03 636f6d 00 0001 0001"
        + "00 0029 04d0 00 00 0000 0000";

    private static readonly byte[] s_name = Wire.Name("www.example.com");

    [Theory]
    [InlineData(false, Plain)]
    [InlineData(true, WithOpt)]
    public void Write_Query_IsTheseOctets(bool edns, string expected)
    {
        Assert.Equal(Wire.Hex(expected), Written(0xBEEF, s_name, RecordType.A, edns));
    }

    [Fact]
    public void Write_DirtyDestination_IsOverwritten()
    {
        byte[] destination = new byte[QueryWriter.MaxLength];
        destination.AsSpan().Fill(0xEE);
        int length = QueryWriter.Write(destination, 0xBEEF, s_name, RecordType.A, edns: true);
        Assert.Equal(Wire.Hex(WithOpt), destination[..length]);
        Assert.Equal(0xEE, destination[length]);
    }

    [Fact]
    public void Write_Options_StandInTheOptRecord()
    {
        byte[] destination = new byte[QueryWriter.MaxLength];
        var options = new OptionWriter(new byte[OptionWriter.MaxLength]);
        options.Write(OptionCode.Cookie, [1, 2, 3, 4, 5, 6, 7, 8]);
        options.Write(OptionCode.TcpKeepalive, []);
        int length = QueryWriter.Write(
            destination, 0xBEEF, s_name, RecordType.A, edns: true, options.Written);
        Assert.Equal(
            Wire.Hex(WithOpt[..^4] + "0010 000a 0008 0102030405060708 000b 0000"), destination[..length]);
    }

    [Fact]
    public void Write_LeastPayloadSize_StandsInTheClassOfTheOptRecord()
    {
        byte[] destination = new byte[QueryWriter.MaxLength];
        int length = QueryWriter.Write(
            destination, 0xBEEF, s_name, RecordType.A, edns: true, udpPayloadSize: QueryWriter.LeastUdpPayloadSize);
        Assert.Equal(Wire.Hex(WithOpt.Replace("04d0", "0200", StringComparison.Ordinal)), destination[..length]);
    }

    [Fact]
    public void Write_LongestNameAndCookie_FitsMaxLength()
    {
        byte[] name = Wire.Name(string.Join('.', Enumerable.Repeat("a", 127)));
        var options = new OptionWriter(new byte[OptionWriter.MaxLength]);
        options.Write(OptionCode.Cookie, new byte[CookieOption.MaxLength]);
        options.Write(OptionCode.TcpKeepalive, []);
        byte[] destination = new byte[QueryWriter.MaxLength];
        int length = QueryWriter.Write(destination, 1, name, RecordType.AAAA, edns: true, options.Written);
        Assert.Equal(QueryWriter.MaxLength, length);
        Assert.InRange(length, 0, QueryWriter.UdpPayloadSize);
    }

    private static byte[] Written(ushort id, byte[] name, RecordType qtype, bool edns)
    {
        byte[] destination = new byte[QueryWriter.MaxLength];
        int length = QueryWriter.Write(destination, id, name, qtype, edns);
        Assert.Equal(QueryWriter.LengthOf(name.Length, edns), length);
        return destination[..length];
    }
}
