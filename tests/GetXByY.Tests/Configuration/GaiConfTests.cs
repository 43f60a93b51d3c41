using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class GaiConfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private readonly SettingList _settings = new();

    private GaiConf Read(string text) => GaiConf.Read(_folder.Write(text), _folder.Problems, _settings);

    [Fact]
    public void Read_EachKeyword_GoesToItsTable()
    {
        GaiConf read = Read("""
            label ::1/128 0   # comment
            	label  2002::/16	2 what stands behind is ignored
            precedence ::ffff:0:0/96 100
            scopev4 169.254.0.0/16 2
            scopev4 ::ffff:127.0.0.0/104 3
            reload yes
            """);

        Assert.Equal([new("::1", 128, 0), new("2002::", 16, 2)], read.Labels);
        Assert.Equal([new("::ffff:0:0", 96, 100)], read.Precedences);
        Assert.Equal([new("::ffff:169.254.0.0", 112, 2), new("::ffff:127.0.0.0", 104, 3)], read.Scopes);
        Assert.Empty(_folder.Problems);
        Assert.Equal(
            [("label", "::1/128 0", 1), ("label", "2002::/16 2", 2), ("precedence", "::ffff:0:0/96 100", 3),
                ("scopev4", "169.254.0.0/16 2", 4), ("scopev4", "::ffff:127.0.0.0/104 3", 5)],
            _settings.Settings.Select(s => (s.Name, s.Value, s.Line)));
    }

    [Theory]
    [InlineData("label ::1 7", 128)]
    [InlineData("label ::/0 7", 0)]
    [InlineData("precedence ::ffff:192.0.2.0/120 7", 120)]
    [InlineData("scopev4 10.0.0.1 7", 128)]
    [InlineData("scopev4 0.0.0.0/0 7", 96)]
    public void Read_Length_IsThatOfTheTextOrTheWholeAddress(string line, int length)
    {
        GaiConf read = Read(line);
        PrefixRule rule = Assert.Single([.. read.Labels, .. read.Precedences, .. read.Scopes]);
        Assert.Equal((length, 7), (rule.Length, rule.Value));
    }

    [Theory]
    [InlineData("label", "a prefix and a value")]
    [InlineData("label ::1/128", "a prefix and a value")]
    [InlineData("label 192.0.2.0/24 3", "must be IPv6")]
    [InlineData("label ::1/129 3", "from 0 to 128")]
    [InlineData("label ::1/ 3", "from 0 to 128")]
    [InlineData("label ::1/-1 3", "from 0 to 128")]
    [InlineData("precedence nothing 3", "no IPv4 or IPv6 address")]
    [InlineData("precedence ::/0 -3", "from 0 to 2147483647")]
    [InlineData("precedence ::/0 2147483648", "from 0 to 2147483647")]
    [InlineData("precedence ::/0 3x", "from 0 to 2147483647")]
    [InlineData("scopev4 10.0.0.0/33 3", "from 0 to 32")]
    [InlineData("scopev4 ::ffff:10.0.0.0/95 3", "about IPv4")]
    [InlineData("scopev4 2001:db8::/96 3", "about IPv4")]
    [InlineData("Label ::/0 3", "unknown keyword")]
    [InlineData("labels ::/0 3", "unknown keyword")]
    public void Read_MalformedLine_IsListedAndChangesNothing(string line, string reason)
    {
        GaiConf read = Read(line + "\nlabel ::/0 5");

        Assert.Equal([new("::", 0, 5)], read.Labels);
        Assert.Empty(read.Precedences);
        Assert.Empty(read.Scopes);
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal((1, line), (problem.Line, problem.Text));
        Assert.Contains(reason, problem.Reason);
    }

    [Fact]
    public void Read_MissingFile_IsTheDefault()
    {
        Assert.Empty(GaiConf.Read(_folder.Missing, _folder.Problems, _settings).Labels);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("2001:db8::", 32, "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::1", 32, "2001:db8::2", true)]
    [InlineData("2001:db8::", 32, "2001:db9::", false)]
    [InlineData("::1", 128, "::1", true)]
    [InlineData("::1", 128, "::2", false)]
    [InlineData("::", 0, "ffff::", true)]
    [InlineData("::ffff:10.0.0.0", 104, "10.255.0.1", true)]
    [InlineData("::ffff:10.0.0.0", 104, "11.0.0.1", false)]
    public void Covers_Address_IsUnderThePrefixOrNot(string prefix, int length, string address, bool covers) =>
        Assert.Equal(covers, new PrefixRule(prefix, length, 0)
            .Covers(PrefixRule.NumberOf(System.Net.IPAddress.Parse(address))));
}
