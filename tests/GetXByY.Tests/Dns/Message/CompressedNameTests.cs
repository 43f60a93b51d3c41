using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class CompressedNameTests
{
    // The first twelve octets stand for a header.
    private const string Header = "000000000000000000000000 ";

    // 12: example.com   25: www + pointer to 12   31: pointer to 25   33: ftp + pointer to «com» at 20   39: end
    private static readonly byte[] s_names = Wire.Hex(
        Header + "07 6578616d706c65 03 636f6d 00  03 777777 c00c  c019  03 667470 c014");

    [Theory]
    [InlineData(12, "example.com", 25)]
    [InlineData(25, "www.example.com", 31)]
    [InlineData(31, "www.example.com", 33)]
    [InlineData(33, "ftp.com", 39)]
    [InlineData(24, "", 25)]
    public void TryRead_NameWithPointers_IsUncompressed(int offset, string name, int end)
    {
        int position = offset;
        Assert.Equal(Wire.Name(name), Read(s_names, ref position));
        Assert.Equal(end, position);
        position = offset;
        Assert.True(CompressedName.TrySkip(s_names, ref position));
        Assert.Equal(end, position);
        Assert.True(CompressedName.EqualsIgnoreCase(Wire.Name(name), s_names, offset));
        Assert.True(CompressedName.EqualsIgnoreCase(Wire.Name(name.ToUpperInvariant()), s_names, offset));
    }

    [Theory]
    [InlineData("wwx.example.com")]
    [InlineData("www.example")]
    [InlineData("www.example.com.au")]
    [InlineData("www.examplecom")]
    [InlineData("wwww.example.com")]
    [InlineData("www")]
    [InlineData("")]
    public void EqualsIgnoreCase_OtherName_IsFalse(string name)
    {
        Assert.False(CompressedName.EqualsIgnoreCase(Wire.Name(name), s_names, 25));
        Assert.False(CompressedName.EqualsIgnoreCase(Wire.Name(name), s_names, 31));
    }

    [Fact]
    public void EqualsIgnoreCase_DotWithinALabel_IsNoBorder()
    {
        byte[] message = Wire.Hex(Header + "03 61 2e 62 00");
        Assert.False(CompressedName.EqualsIgnoreCase(Wire.Name("a.b"), message, 12));
        Assert.True(CompressedName.EqualsIgnoreCase(Wire.Hex("03 41 2e 42 00"), message, 12));
    }

    [Theory]
    [InlineData("c00c", 12)] // to itself
    [InlineData("c00e 0161 00", 12)] // forward
    [InlineData("c00d 00", 12)] // into itself, forward
    [InlineData("01 61 c00c", 12)] // to the beginning of the same name: «a.a.a.…»
    [InlineData("01 61 c00e", 12)] // to its own pointer
    [InlineData("01 61 c00d", 12)] // into its own label
    [InlineData("c00e c00c", 14)] // two that lead to each other
    [InlineData("01 61 c011 01 62 c00c", 16)] // two names that lead into each other
    [InlineData("03 61 00 62 c00e", 12)] // into its own label, where a root seems to be
    [InlineData("c0ff", 12)] // past the end
    [InlineData("ffff", 12)] // the farthest
    [InlineData("00 c000", 13)] // into the header
    [InlineData("00 c00b", 13)]
    [InlineData("40 61 00", 12)] // reserved kinds of label
    [InlineData("41 00", 12)]
    [InlineData("80 61 00", 12)]
    [InlineData("bf 61 00", 12)]
    [InlineData("c0", 12)] // half a pointer
    [InlineData("03 6161", 12)] // label past the end
    [InlineData("03 616161", 12)] // no root
    [InlineData("3f", 12)]
    [InlineData("", 12)]
    [InlineData("00", 13)]
    public void TryRead_MalformedName_IsRefused(string octets, int offset)
    {
        byte[] message = Wire.Hex(Header + octets);
        int position = offset;
        Assert.Null(Read(message, ref position));
        Assert.Equal(offset, position);
        foreach (string name in (string[])["", "a", "a.a", "a.a.a", "b.a", "aaa"])
            Assert.False(CompressedName.EqualsIgnoreCase(Wire.Name(name), message, offset));
    }

    [Theory]
    [InlineData("c0")]
    [InlineData("03 6161")]
    [InlineData("03 616161")]
    [InlineData("40 61 00")]
    [InlineData("80 61 00")]
    [InlineData("")]
    public void TrySkip_NotWhole_IsRefused(string octets)
    {
        int offset = 12;
        Assert.False(CompressedName.TrySkip(Wire.Hex(Header + octets), ref offset));
        Assert.Equal(12, offset);
    }

    [Fact]
    public void TryRead_NameOf255Octets_IsTakenAnd256Refused()
    {
        string label = new('a', 63);
        byte[] tail = Wire.Name($"{label}.{label}.{label}"); // 193 octets
        byte[] fits = [.. new byte[12], .. tail, 61, .. new byte[61], 0xC0, 12];
        int offset = 12 + tail.Length;
        Assert.Equal(255, Read(fits, ref offset)?.Length);
        Assert.Equal(fits.Length, offset);

        byte[] tooLong = [.. new byte[12], .. tail, 62, .. new byte[62], 0xC0, 12];
        offset = 12 + tail.Length;
        Assert.Null(Read(tooLong, ref offset));

        byte[] plain255 = [.. new byte[12], .. Wire.Name($"{label}.{label}.{label}.{new string('b', 61)}")];
        offset = 12;
        Assert.True(CompressedName.TrySkip(plain255, ref offset));
        byte[] plain256 = [.. new byte[12], .. Wire.Name($"{label}.{label}.{label}.{new string('b', 62)}")];
        offset = 12;
        Assert.False(CompressedName.TrySkip(plain256, ref offset));
        Assert.Null(Read(plain256, ref offset));
    }

    [Fact]
    public void TryRead_127Labels_AreTakenAnd128Refused()
    {
        byte[] most = [.. new byte[12], .. Enumerable.Repeat<byte[]>([1, 97], 127).SelectMany(l => l), 0];
        int offset = 12;
        Assert.Equal(255, Read(most, ref offset)?.Length);
        byte[] tooMany = [.. new byte[12], .. Enumerable.Repeat<byte[]>([1, 97], 128).SelectMany(l => l), 0];
        offset = 12;
        Assert.Null(Read(tooMany, ref offset));
    }

    [Fact]
    public void TryRead_32Pointers_AreFollowedAnd33Refused()
    {
        List<byte> message = [.. new byte[12], 1, 97, 0];
        int target = 12;
        for (int pointers = 1; pointers <= 33; pointers++)
        {
            int offset = message.Count;
            message.AddRange([0xC0, (byte)target]);
            target = offset;
            byte[]? name = Read([.. message], ref offset);
            Assert.Equal(pointers <= LabelReader.MaxPointers ? Wire.Name("a") : null, name);
        }
    }

    [Fact]
    public void TryRead_SmallDestination_IsRefused()
    {
        int offset = 25;
        Assert.False(CompressedName.TryRead(s_names, ref offset, new byte[16], out _));
        Assert.Equal(25, offset);
        Assert.True(CompressedName.TryRead(s_names, ref offset, new byte[17], out int length));
        Assert.Equal(17, length);
    }

    [Fact]
    public void TryRead_EveryOffsetOfEveryTwoOctets_Ends()
    {
        byte[] message = new byte[16];
        for (int octets = 0; octets <= ushort.MaxValue; octets++)
        {
            message[13] = message[15] = (byte)(octets >> 8);
            message[12] = message[14] = (byte)octets;
            for (int start = 12; start <= 17; start++)
            {
                int offset = start;
                byte[]? name = Read(message, ref offset);
                Assert.Equal(name is not null, offset != start);
            }
        }
    }

    private static byte[]? Read(byte[] message, ref int offset)
    {
        // more than enough, so that it is not its end that bounds the name
        Span<byte> name = stackalloc byte[2 * DomainName.MaxLength];
        return CompressedName.TryRead(message, ref offset, name, out int length) ? name[..length].ToArray() : null;
    }
}
