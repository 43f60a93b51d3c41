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
    public void Write_LongestName_FitsMaxLength()
    {
        byte[] name = Wire.Name(string.Join('.', Enumerable.Repeat("a", 127)));
        Assert.Equal(QueryWriter.MaxLength, Written(1, name, RecordType.AAAA, edns: true).Length);
    }

    [Fact]
    public void ReplaceId_ReadyQuery_ChangesNothingElse()
    {
        byte[] query = Written(0xBEEF, s_name, RecordType.A, edns: true);
        QueryWriter.ReplaceId(query, 0x1234);
        Assert.Equal(Wire.Hex("1234" + WithOpt[4..]), query);
    }

    [Fact]
    public void ReplaceType_ReadyQuery_ChangesNothingElse()
    {
        byte[] query = Written(0xBEEF, s_name, RecordType.A, edns: true);
        QueryWriter.ReplaceType(query, s_name.Length, RecordType.AAAA);
        Assert.Equal(Wire.Hex(WithOpt.Replace("00 0001 0001", "00 001c 0001")), query);
    }

    [Fact]
    public void RemoveEdns_ReadyQuery_IsTheOneWithout()
    {
        byte[] query = Written(0xBEEF, s_name, RecordType.A, edns: true);
        int length = QueryWriter.RemoveEdns(query);
        Assert.Equal(Wire.Hex(Plain), query[..length]);
    }

    private static byte[] Written(ushort id, byte[] name, RecordType qtype, bool edns)
    {
        byte[] destination = new byte[QueryWriter.MaxLength];
        int length = QueryWriter.Write(destination, id, name, qtype, edns);
        Assert.Equal(QueryWriter.LengthOf(name.Length, edns), length);
        return destination[..length];
    }
}
