using System.Text;
using GetXByY.Databases;

namespace GetXByY.Tests.Databases;

public sealed class HostNamesTests
{
    private static string? ToAscii(string name)
    {
        Span<byte> ascii = stackalloc byte[HostNames.MaxLength];
        return HostNames.TryToAscii(Encoding.UTF8.GetBytes(name), ascii, out int length)
            ? Encoding.ASCII.GetString(ascii[..length])
            : null;
    }

    [Theory]
    [InlineData("www.Example.COM")]
    [InlineData("_sip._tcp.example")]
    [InlineData("*.example.")]
    [InlineData("r3---sn-ab5.example")]
    [InlineData("xn--nonsense-.example")]
    [InlineData("x/26.2.0.192.in-addr.arpa")]
    [InlineData("")]
    public void TryToAscii_Ascii_PassesUnchanged(string name)
    {
        Assert.Equal(name, ToAscii(name));
    }

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example.", "xn--bcher-kva.example.")]
    [InlineData("☃.net", "xn--n3h.net")]
    [InlineData("日本。jp", "xn--wgv71a.jp")]
    [InlineData("ａ．com", "a.com")]
    [InlineData("_sip._tcp.bücher.example", "_sip._tcp.xn--bcher-kva.example")]
    [InlineData("A_B.xn--zzzzz-.r3---sn.ü", "A_B.xn--zzzzz-.r3---sn.xn--tda")]
    public void TryToAscii_BeyondAscii_IsConvertedLabelByLabel(string name, string expected)
    {
        Assert.Equal(expected, ToAscii(name));
    }

    // The older IDNA (RFC 3490), which .NET uses on a Windows without ICU, makes "ss" and another sigma of them.
    [Theory]
    [InlineData("faß.de", "xn--fa-hia.de")]
    [InlineData("βόλος.com", "xn--nxasmm1c.com")]
    public void TryToAscii_OtherThanInTheOlderIdna_IsNotTransitional(string name, string expected)
    {
        Assert.Equal(expected, ToAscii(name));
    }

    [Theory]
    [InlineData("a\\.b.example", "a\\.b.example")]
    [InlineData("\\108ocalhost.", "localhost.")]
    [InlineData("\\w\\w\\w.example", "www.example")]
    [InlineData("a\\032b.example", "a\\032b.example")]
    [InlineData("\\a.ü", "a.xn--tda")]
    [InlineData("a\\.", "a\\.")]
    public void TryToAscii_Escapes_AreUndoneWhereTheyAreOfNoNeed(string name, string expected)
    {
        Assert.Equal(expected, ToAscii(name));
    }

    [Theory]
    [InlineData("a\\")]
    [InlineData("a\\256")]
    [InlineData("ü\\.b")]
    [InlineData("ü\ud800")]
    public void TryToAscii_NoPossibleName_IsRefused(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        // a lone surrogate becomes what no UTF-8 has
        byte[] text = name.Contains('\ud800') ? [.. "ü"u8, 0xED, 0xA0, 0x80] : utf8;
        Assert.False(HostNames.TryToAscii(text, stackalloc byte[HostNames.MaxLength], out _));
    }

    // The older IDNA allows a mark at the front, and leaves the joiner out.
    [Theory]
    [InlineData("\u0301a.example")]
    [InlineData("a\u200Db.ü")]
    public void TryToAscii_MarkOrJoinerOutOfPlace_IsRefused(string name)
    {
        Assert.Null(ToAscii(name));
    }

    [Fact]
    public void TryToAscii_TooLong_IsRefused()
    {
        Assert.NotNull(ToAscii(new string('a', 255)));
        Assert.Null(ToAscii(new string('a', 256)));
        Assert.Null(ToAscii(string.Join('.', Enumerable.Repeat("ü", 60))));
        Assert.Null(ToAscii(new string('ü', 60)));
    }
}
