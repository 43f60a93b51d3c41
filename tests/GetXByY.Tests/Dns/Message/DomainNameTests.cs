using System.Text;
using GetXByY.Dns.Message;

namespace GetXByY.Tests.Dns.Message;

public class DomainNameTests
{
    private static readonly string s_label63 = new('a', 63);

    // 63 + 63 + 63 + 61 octets and 3 dots: 253 in text, 255 on the wire
    private static readonly string s_longest = $"{s_label63}.{s_label63}.{s_label63}.{new string('b', 61)}";

    [Fact]
    public void TryWrite_HostName_IsLabelsAndRoot()
    {
        Assert.Equal(Wire.Hex("03 777777 07 6578616d706c65 03 636f6d 00"), Written("www.example.com"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("_ldap._tcp.example")]
    [InlineData("1/26.2.0.192.in-addr.arpa")]
    [InlineData("*.example")]
    public void TryWrite_PrintableLabels_PassUnchanged(string name)
    {
        Assert.Equal(Wire.Name(name), Written(name));
    }

    [Fact]
    public void TryWrite_TrailingDot_IsDropped()
    {
        Assert.Equal(Wire.Name("example.com"), Written("example.com."));
        Assert.Equal(Wire.Name(s_longest), Written(s_longest + "."));
    }

    [Fact]
    public void TryWrite_CaseOfLetters_IsKept()
    {
        Assert.Equal(Wire.Name("ExAmPlE.CoM"), Written("ExAmPlE.CoM"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".example")]
    [InlineData("example..com")]
    [InlineData("example..")]
    [InlineData("exa\0mple")]
    [InlineData("exa mple")]
    [InlineData("exa\tmple")]
    [InlineData("example\n")]
    [InlineData("exa\u007fmple")]
    [InlineData("exämple")]
    [InlineData("example\\")]
    [InlineData("exa\\mple\\")]
    [InlineData("exa\\ mple")]
    [InlineData("exa\\25mple")]
    [InlineData("exa\\256mple")]
    [InlineData("exa\\1")]
    [InlineData("\ud800")]
    public void TryWrite_NotAPossibleHostName_IsRefused(string name)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        Assert.False(DomainName.TryWrite(Encoding.UTF8.GetBytes(name), wire, out int length));
        Assert.Equal(0, length);
        Assert.False(DomainName.TryWrite(name, wire, out length));
        Assert.Equal(0, length);
    }

    [Fact]
    public void TryWrite_EveryByte_IsTakenOrRefusedByItsRange()
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        for (int octet = 0; octet < 256; octet++)
        {
            bool written = DomainName.TryWrite([(byte)'a', (byte)octet, (byte)'b'], wire, out _);
            Assert.Equal(octet is > 0x20 and < 0x7F, written);
        }
    }

    [Theory]
    [InlineData("a\\.b.c", "03 612e62 01 63 00")]
    [InlineData("a\\.", "02 612e 00")]
    [InlineData("a\\\\.", "02 615c 00")]
    [InlineData("\\065\\b\\000", "03 416200 00")]
    [InlineData("\\255.\\032", "01 ff 01 20 00")]
    public void TryWrite_Escapes_AreOctets(string name, string expected)
    {
        Assert.Equal(Wire.Hex(expected), Written(name));
    }

    [Fact]
    public void TryWrite_EscapesUpToTheLimits_AreTakenAndOneMoreRefused()
    {
        string label = string.Concat(Enumerable.Repeat("\\.", 63));
        Assert.Equal(65, Written(label)!.Length);
        Assert.Null(Written(label + "a"));
        string longest = s_longest[..^1] + "\\.";
        Assert.Equal(255, Written(longest)!.Length);
        Assert.Null(Written(longest + "a"));
    }

    [Theory]
    [InlineData("a.", true)]
    [InlineData("a", false)]
    [InlineData("a\\.", false)]
    [InlineData("a\\\\.", true)]
    [InlineData(".", true)]
    [InlineData("", false)]
    public void IsAbsolute_DotAtTheEnd_CountsUnlessItIsEscaped(string name, bool expected)
    {
        Assert.Equal(expected, DomainName.IsAbsolute(Encoding.ASCII.GetBytes(name)));
    }

    [Fact]
    public void TryWrite_LabelOf63_IsTakenAnd64Refused()
    {
        Assert.Equal(Wire.Name(s_label63 + ".com"), Written(s_label63 + ".com"));
        Assert.Null(Written("a" + s_label63 + ".com"));
        Assert.Null(Written("com.a" + s_label63));
    }

    [Fact]
    public void TryWrite_NameOf255Octets_IsTakenAnd256Refused()
    {
        byte[]? longest = Written(s_longest);
        Assert.Equal(255, longest?.Length);
        Assert.Equal(Wire.Name(s_longest), longest);
        Assert.Null(Written(s_longest + "b"));
        Assert.Null(Written(s_longest + "b."));
    }

    [Fact]
    public void TryWrite_HugeText_IsRefused()
    {
        Assert.Null(Written(string.Join('.', Enumerable.Repeat("a", 100_000))));
    }

    [Fact]
    public void TryWrite_DestinationTooSmall_IsRefused()
    {
        Assert.False(DomainName.TryWrite("example.com"u8, new byte[12], out _));
        Assert.True(DomainName.TryWrite("example.com"u8, new byte[13], out int length));
        Assert.Equal(13, length);
        Assert.False(DomainName.TryWrite("a"u8, [], out _));
    }

    [Theory]
    [InlineData("03 777777 07 6578616d706c65 03 636f6d 00", "www.example.com")]
    [InlineData("00", ".")]
    [InlineData("01 2e 01 5c 00", @"\..\\")]
    [InlineData("05 00 0a 1b 7f ff 00", @"\000\010\027\127\255")]
    [InlineData("03 61 20 62 00", @"a\032b")]
    [InlineData("02 c3 a4 00", @"\195\164")]
    [InlineData("01 3c 01 3e 00", "<.>")]
    public void ToText_Octets_AreEscapedWhereNotPrintable(string wire, string text)
    {
        Assert.Equal(text, DomainName.ToText(Wire.Hex(wire)));
    }

    [Fact]
    public void ToText_LongestNameOfEscapes_Fits()
    {
        byte[] wire = Wire.Name(s_longest.Replace('a', '\xff').Replace('b', '\xff'));
        Assert.Equal(255, wire.Length);
        Assert.Equal(250 * 4 + 3, DomainName.ToText(wire).Length);
        byte[] short127 = [.. Enumerable.Repeat<byte[]>([1, 255], 127).SelectMany(l => l), 0];
        Assert.Equal(127 * 4 + 126, DomainName.ToText(short127).Length);
    }

    [Theory]
    [InlineData("03 777777 01 5f 00")]
    [InlineData("01 20 00")]
    [InlineData("01 61 01 2e 00")]
    [InlineData("01 5c 00")]
    [InlineData("02 61 00 00")]
    [InlineData("01 7f 00")]
    [InlineData("01 80 00")]
    public void TryWrite_TextOfAnyName_GivesTheNameBack(string wire)
    {
        byte[] name = Wire.Hex(wire);
        Assert.Equal(name, Written(DomainName.ToText(name)));
    }

    [Fact]
    public void EqualsIgnoreCase_OnlyAsciiLetters_AreFolded()
    {
        for (int left = 0; left < 256; left++)
        {
            for (int right = 0; right < 256; right++)
            {
                bool expected = left == right
                    || (left < 128 && right < 128 && char.IsAsciiLetter((char)left) && (left ^ right) == 0x20);
                Assert.Equal(expected, DomainName.EqualsIgnoreCase([7, (byte)left], [7, (byte)right]));
            }
        }
        Assert.False(DomainName.EqualsIgnoreCase([1, 2], [1, 2, 3]));
    }

    private static byte[]? Written(string text)
    {
        // more than enough, so that it is not its end that bounds the name
        Span<byte> wire = stackalloc byte[2 * DomainName.MaxLength];
        bool fromBytes = DomainName.TryWrite(Encoding.UTF8.GetBytes(text), wire, out int length);
        byte[] bytes = wire[..length].ToArray();
        Assert.Equal(fromBytes, DomainName.TryWrite(text, wire, out length));
        Assert.Equal(bytes, wire[..length].ToArray());
        return fromBytes ? bytes : null;
    }
}
